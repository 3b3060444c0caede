package io.steelyard.gateway.detect;

import io.steelyard.gateway.detect.Search.Step;
import io.steelyard.sim.device.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A technician's bench in virtual time: one device on a line, and a search that listens and asks. As on a pseudo-terminal, every
 * line setting hears the same.
 */
final class Bench {
    private static final byte[] NOTHING = {};
    private static final long STEP_NANOS = 10_000_000;
    private static final long QUIET_NANOS = 100_000_000;
    static final Duration BUDGET = Duration.ofSeconds(22);

    private final Device device;
    private final Search search;
    private final List<Step> done = new ArrayList<>();
    private long nowNanos;
    private long silentNanos;

    Bench(Device device) {
        this(device, Plan.usual(), Suspect.all());
    }

    Bench(Device device, Plan plan, List<Suspect> suspects) {
        this.device = device;
        this.search = new Search(plan, BUDGET, suspects);
        device.advance(nowNanos, NOTHING);
    }

    Verdict verdict() {
        Step step = search.step();
        while (!(step instanceof Step.Done)) {
            done.add(step);
            step = switch (step) {
                case Step.Listen(String _, Duration time) -> after(NOTHING, time);
                case Step.Ask(String _, Probe probe, Duration time) -> after(probe.bytes(), time);
                case Step.Done over -> over;
            };
        }
        return ((Step.Done) step).verdict();
    }

    /** What was asked, in this order. */
    List<Probe> asked() {
        return done.stream().filter(Step.Ask.class::isInstance).map(step -> ((Step.Ask) step).probe()).toList();
    }

    /** How long it took, without the opening of ports. */
    Duration time() {
        return Duration.ofNanos(nowNanos);
    }

    private Step after(byte[] sentFirst, Duration time) {
        byte[] sent = sentFirst;
        for (long endNanos = nowNanos + time.toNanos(); nowNanos < endNanos; nowNanos += STEP_NANOS) {
            byte[] heard = device.advance(nowNanos, sent);
            sent = NOTHING;
            silentNanos = heard.length > 0 ? 0 : silentNanos + STEP_NANOS;
            if (heard.length > 0) {
                search.bytes(heard, heard.length);
            } else if (silentNanos % QUIET_NANOS == 0) {
                search.quiet();
            }
        }
        return search.next();
    }
}

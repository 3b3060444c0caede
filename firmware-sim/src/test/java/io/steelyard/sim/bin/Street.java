package io.steelyard.sim.bin;

import io.steelyard.sim.device.Pan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A bin of two compartments in virtual time, with wires that are only remembered. */
final class Street implements Wires {
    static final int PAPER_LOCK = 0;
    static final int PAPER_LID = 0;
    static final int PAPER_BUTTON = 2;
    static final int GLASS_LOCK = 1;
    static final int GLASS_LID = 1;
    static final int GLASS_BUTTON = 3;
    static final int SMOKE = 4;
    static final int TILT = 5;
    static final int ENCLOSURE = 6;
    private static final long STEP_MILLIS = 20;

    final Pan pan = new Pan();
    final Bin bin = new Bin("bin-1", this, new Bin.Detectors(SMOKE, TILT, ENCLOSURE), () -> 1_000 + millis());
    final Compartment paper = bin.fit(fitting("paper", PAPER_LOCK, PAPER_LID, PAPER_BUTTON), pan);
    final Compartment glass = bin.fit(fitting("glass", GLASS_LOCK, GLASS_LID, GLASS_BUTTON), new Pan());
    final List<String> presented = new ArrayList<>();
    private final Set<Integer> outputs = new HashSet<>();
    private final Map<Integer, Boolean> inputs = new HashMap<>();
    private long nowNanos;

    private static Fitting fitting(String name, int lock, int lid, int button) {
        return new Fitting(name, new BigDecimal("0.01"), new BigDecimal("0.05"), BigDecimal.ZERO, lock, lid, button);
    }

    Cards cards() {
        return new Cards(List.of("resident-1", "resident-2"), "crew", "denied", "stranger",
                (_, card) -> presented.add(card));
    }

    @Override
    public boolean output(int channel) {
        return outputs.contains(channel);
    }

    @Override
    public void input(int channel, boolean active) {
        inputs.put(channel, active);
    }

    boolean active(int input) {
        return inputs.getOrDefault(input, false);
    }

    void turn(int output, boolean on) {
        if (on) {
            outputs.add(output);
        } else {
            outputs.remove(output);
        }
    }

    long nowNanos() {
        return nowNanos;
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nowNanos);
    }

    void pass(long millis) {
        for (long end = millis() + millis; millis() < end;) {
            nowNanos += TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS);
            bin.step(nowNanos);
        }
    }

    void pulse(int lock) {
        turn(lock, true);
        pass(200);
        turn(lock, false);
        pass(STEP_MILLIS);
    }
}

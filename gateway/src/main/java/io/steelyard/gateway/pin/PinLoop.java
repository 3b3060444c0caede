package io.steelyard.gateway.pin;

import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Display;
import io.steelyard.gateway.station.View;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lamps, buzzers, locks and lids: the one owner of their lines. Lamps follow what the stations show; a lock is energised for
 * its pulse and no longer. Without GPIO it says so once and everything else goes on.
 */
public final class PinLoop implements Loop, Display {
    /** Pulses that may wait; more are refused. */
    private static final int PULSES_MAX = 16;

    private final PinPlan plan;
    private final PinListener listener;
    private final Backoff backoff;
    private final Time time;
    private final Inbox<String> pulses = new Inbox<>(PULSES_MAX);
    private final Map<String, Signal> signals = new ConcurrentHashMap<>();
    private volatile Runnable wake = () -> {};

    // while the lines are held
    private final List<HeldOutput> outputs = new ArrayList<>();
    private final List<HeldLid> lids = new ArrayList<>();
    private boolean held;
    // between two attempts to hold them
    private long attemptDueNanos = Long.MIN_VALUE;
    private String lostReason = "";

    public PinLoop(PinPlan plan, PinListener listener, Backoff backoff, Time time) {
        this.plan = plan;
        this.listener = listener;
        this.backoff = backoff;
        this.time = time;
    }

    public void wakes(Runnable wake) {
        this.wake = wake;
        pulses.wakes(wake);
    }

    @Override
    public void show(View view) {
        signals.merge(view.station(), Signal.NONE.after(view), (before, _) -> before.after(view));
        wake.run();
    }

    /**
     * Makes an output active for its pulse: opens a lock, shows a lamp, sounds a buzzer. Any thread.
     *
     * @return false when too many wait
     */
    public boolean pulse(String output) {
        return pulses.offer(output);
    }

    @Override
    public String name() {
        return "pin";
    }

    @Override
    public long step(long nowNanos) {
        try {
            if (!held) {
                if (nowNanos < attemptDueNanos) {
                    forgetPulses();
                    return attemptDueNanos - nowNanos;
                }
                hold();
            }
            return follow(nowNanos);
        } catch (IOException failed) {
            lose(String.valueOf(failed.getMessage()));
            return 0;
        }
    }

    private void hold() throws IOException {
        for (var pin : plan.pins()) {
            switch (pin) {
                case Pin.Output output -> outputs.add(HeldOutput.open(plan.chip(), output, signal(output)));
                case Pin.Lid lid -> lids.add(HeldLid.open(plan.chip(), lid, () -> wake.run()));
            }
        }
        held = true;
        lostReason = "";
        backoff.reset();
        listener.held();
    }

    private long follow(long nowNanos) throws IOException {
        for (var asked = pulses.poll(); asked.isPresent(); asked = pulses.poll()) {
            var name = asked.get();
            outputs.stream().filter(output -> output.pin().name().equals(name))
                    .forEach(output -> output.pulse(nowNanos));
        }
        long idleNanos = IDLE_NANOS_MAX;
        for (var output : outputs) {
            if (output.follow(signal(output.pin()), nowNanos)) {
                listener.pulsed(output.pin().name());
            }
            idleNanos = output.idleNanos(nowNanos, idleNanos);
        }
        for (var lid : lids) {
            lid.news().ifPresent(closed -> listener.lid(lid.name(), closed));
        }
        return idleNanos;
    }

    private Signal signal(Pin.Output output) {
        return signals.getOrDefault(output.station(), Signal.NONE);
    }

    private void lose(String reason) {
        close();
        forgetPulses();
        attemptDueNanos = time.monotonicNanos() + backoff.pauseNanos();
        if (!reason.equals(lostReason)) {
            lostReason = reason;
            listener.lost(reason);
        }
    }

    /** A lock must not open later, when nobody stands before it. */
    private void forgetPulses() {
        while (pulses.poll().isPresent()) {
            // dropped; whoever asked was told that the lines are lost
        }
    }

    /** Every output rests before its line is given back. */
    @Override
    public void close() {
        outputs.forEach(HeldOutput::close);
        outputs.clear();
        lids.forEach(HeldLid::close);
        lids.clear();
        held = false;
    }
}

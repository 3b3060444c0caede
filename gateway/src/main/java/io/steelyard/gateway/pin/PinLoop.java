package io.steelyard.gateway.pin;

import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lamps, buzzers, locks and inputs on the GPIO header: the one owner of their lines. A lock is energised for its pulse and no
 * longer. Without GPIO it says so once and everything else goes on.
 */
public final class PinLoop implements Loop {
    private final PinPlan plan;
    private final PinListener listener;
    private final Backoff backoff;
    private final Time time;
    private final Demands demands;

    // while the lines are held
    private final List<HeldOutput> outputs = new ArrayList<>();
    private final List<HeldInput> inputs = new ArrayList<>();
    private boolean held;
    // between two attempts to hold them
    private long attemptDueNanos = Long.MIN_VALUE;
    private String lostReason = "";

    public PinLoop(PinPlan plan, PinListener listener, Backoff backoff, Time time) {
        this.plan = plan;
        this.listener = listener;
        this.backoff = backoff;
        this.time = time;
        this.demands = new Demands(plan.pins());
    }

    public void wakes(Runnable wake) {
        demands.wakes(wake);
    }

    /** What it drives. */
    public Panel panel() {
        return demands;
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
                    demands.forget();
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
        demands.begin();
        for (var demand : demands.all()) {
            outputs.add(HeldOutput.open(plan.chip(), demand));
        }
        for (var pin : plan.pins()) {
            if (pin instanceof Pin.Input input) {
                inputs.add(HeldInput.open(plan.chip(), input, demands::wake));
            }
        }
        held = true;
        lostReason = "";
        backoff.reset();
        listener.held();
    }

    private long follow(long nowNanos) throws IOException {
        var ended = demands.follow(nowNanos);
        for (var output : outputs) {
            output.drive(nowNanos);
        }
        ended.forEach(listener::pulsed);
        for (var input : inputs) {
            // when it was read, for taking the lines takes a while: else it would seem older than what others told meanwhile
            input.news().ifPresent(active -> listener.switched(input.pin(), active, time.monotonicNanos()));
        }
        return demands.idleNanos(nowNanos);
    }

    private void lose(String reason) {
        close();
        demands.forget();
        attemptDueNanos = time.monotonicNanos() + backoff.pauseNanos();
        if (!reason.equals(lostReason)) {
            lostReason = reason;
            listener.lost(reason);
        }
    }

    /** Every output rests before its line is given back. */
    @Override
    public void close() {
        outputs.forEach(HeldOutput::close);
        outputs.clear();
        inputs.forEach(HeldInput::close);
        inputs.clear();
        held = false;
    }
}

package io.steelyard.gateway.station;

import io.steelyard.gateway.calibration.ScaleCheck;
import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Rules;
import java.util.concurrent.TimeUnit;

/**
 * A check of a station's scale under way.
 *
 * @param taskNanos since when the same is to be done
 */
record UnderCheck(ScaleCheck check, long taskNanos, CheckEnd end) {
    /** Somebody has to fetch the reference mass; but residents do not wait for ever. */
    static final long TASK_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);

    UnderCheck on(Weight weight, Rules rules) {
        var next = check.on(weight, rules);
        return new UnderCheck(next, next.task() == check.task() ? taskNanos : weight.atNanos(), end);
    }

    boolean forgotten(long nowNanos) {
        return nowNanos - taskNanos > TASK_NANOS_MAX;
    }
}

package io.steelyard.sim.device;

import java.math.BigDecimal;

/**
 * The load on one scale's platform, as the load cell feels it. Whatever is put down or taken off makes the platform swing
 * about the new load (second order: 3 Hz, damping ratio 0.4), so it overshoots by a quarter and is within a thousandth
 * after about 0.9 s: a scale that showed the new weight at once would let a host record without waiting.
 *
 * <p>Physics is computed in binary floating point; only what a scale displays is a weight. Owned by the thread that steps
 * the scale. Times must not go back.
 */
public final class Pan {
    private static final double NATURAL_HERTZ = 3.0;
    private static final double DAMPING_RATIO = 0.4;
    private static final double DECAY_PER_SECOND = DAMPING_RATIO * 2 * Math.PI * NATURAL_HERTZ;
    private static final double SWING_RADIANS_PER_SECOND = 2 * Math.PI * NATURAL_HERTZ
            * Math.sqrt(1 - DAMPING_RATIO * DAMPING_RATIO);
    /** After this the swing is less than a billionth of the step, far below any division: the load lies still. */
    private static final double STILL_AFTER_SECONDS = 3.0;
    private static final double NANOS_PER_SECOND = 1e9;

    private Swing swing = new Swing(Long.MIN_VALUE, 0, 0, 0);
    /** Kept because a scale may sample the moments before the latest change after the change has been told. */
    private Swing swingBefore = swing;

    /** From now on exactly {@code kilograms} lie on the platform, in place of whatever lay there. */
    public void place(long nowNanos, BigDecimal kilograms) {
        swingTo(nowNanos, kilograms.doubleValue());
    }

    /** From now on the platform is empty. */
    public void clear(long nowNanos) {
        swingTo(nowNanos, 0);
    }

    /** The load felt at that time, in kilograms; negative while an emptied platform swings back. */
    public double kilogramsAt(long nowNanos) {
        return swingAt(nowNanos).kilogramsAt(nowNanos);
    }

    private void swingTo(long nowNanos, double kilograms) {
        double felt = swing.kilogramsAt(nowNanos);
        double speed = swing.kilogramsPerSecondAt(nowNanos);
        swingBefore = swing;
        swing = new Swing(nowNanos, kilograms, felt - kilograms, speed);
    }

    private Swing swingAt(long nanos) {
        return nanos < swing.startNanos ? swingBefore : swing;
    }

    /** A free damped swing about a load, begun with an offset (kg) and a speed (kg/s). */
    private record Swing(long startNanos, double kilograms, double offset, double speed) {
        double kilogramsAt(long nanos) {
            double t = secondsTo(nanos);
            return t >= STILL_AFTER_SECONDS
                    ? kilograms
                    : kilograms + decay(t) * (offset * cos(t) + sinePart() * sin(t));
        }

        double kilogramsPerSecondAt(long nanos) {
            double t = secondsTo(nanos);
            if (t >= STILL_AFTER_SECONDS) {
                return 0;
            }
            double w = SWING_RADIANS_PER_SECOND;
            return decay(t) * ((sinePart() * w - offset * DECAY_PER_SECOND) * cos(t)
                    - (offset * w + sinePart() * DECAY_PER_SECOND) * sin(t));
        }

        private double sinePart() {
            return (speed + DECAY_PER_SECOND * offset) / SWING_RADIANS_PER_SECOND;
        }

        private double secondsTo(long nanos) {
            return startNanos == Long.MIN_VALUE ? STILL_AFTER_SECONDS : (nanos - startNanos) / NANOS_PER_SECOND;
        }

        private static double decay(double seconds) {
            return Math.exp(-DECAY_PER_SECOND * seconds);
        }

        private static double cos(double seconds) {
            return Math.cos(SWING_RADIANS_PER_SECOND * seconds);
        }

        private static double sin(double seconds) {
            return Math.sin(SWING_RADIANS_PER_SECOND * seconds);
        }
    }
}

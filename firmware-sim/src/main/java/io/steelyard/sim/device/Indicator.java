package io.steelyard.sim.device;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The part of a scale between load cell and serial port: samples the platform 40 times a second, smooths with a moving
 * average over 200 ms, judges motion, rounds to the division. Owned by its scale.
 */
final class Indicator {
    private static final long SAMPLE_NANOS = 25_000_000L;
    private static final int AVERAGE_SAMPLES = 8;
    /** 400 ms: a little more than one whole swing of the platform, so that a turning point is not taken for rest. */
    private static final int MOTION_SAMPLES = 16;
    private static final double MOTION_DIVISIONS = 1.0;
    private static final double HALF_DIVISION = 0.5;
    /** So that a load exactly between two divisions is rounded up despite binary fractions. */
    private static final double TIE_DIVISIONS = 1e-6;

    private final ScaleProfile profile;
    private final Pan pan;
    private final Metronome sampling = new Metronome(SAMPLE_NANOS);
    private final double[] feltDivisions = new double[AVERAGE_SAMPLES];
    private final double[] smoothDivisions = new double[MOTION_SAMPLES];
    private long samples;

    Indicator(ScaleProfile profile, Pan pan) {
        this.profile = profile;
        this.pan = pan;
    }

    /** What is displayed at that time; times must not go back. */
    Shown showAt(long nanos) {
        while (sampling.dueBy(nanos)) {
            sample(sampling.tick());
        }
        BigDecimal gross = rounded(newest());
        return new Shown(gross, moving(), gross.compareTo(profile.overloadAbove()) > 0,
                gross.compareTo(profile.underloadBelow()) < 0);
    }

    private void sample(long nanos) {
        double felt = pan.kilogramsAt(nanos) * profile.unitsPerKilogram() / profile.division().doubleValue();
        if (samples == 0) {
            Arrays.fill(feltDivisions, felt);
            Arrays.fill(smoothDivisions, felt);
        }
        feltDivisions[(int) (samples % AVERAGE_SAMPLES)] = felt;
        smoothDivisions[(int) (samples % MOTION_SAMPLES)] = Arrays.stream(feltDivisions).average().orElseThrow();
        samples++;
    }

    private double newest() {
        return smoothDivisions[(int) ((samples - 1) % MOTION_SAMPLES)];
    }

    private boolean moving() {
        return Arrays.stream(smoothDivisions).max().orElseThrow()
                - Arrays.stream(smoothDivisions).min().orElseThrow() > MOTION_DIVISIONS;
    }

    private BigDecimal rounded(double divisions) {
        long whole = (long) Math.floor(divisions + HALF_DIVISION + TIE_DIVISIONS);
        return profile.division().multiply(BigDecimal.valueOf(whole)).setScale(profile.decimals());
    }
}

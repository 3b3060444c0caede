package io.steelyard.gateway.calibration;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * What a scale's plate says of it. The verification interval {@code e} is taken to be the division {@code d}, as it is on every
 * scale that shows no extra digit.
 *
 * @param division the step, in the unit of all weights here
 * @param most the heaviest load
 */
public record Instrument(BigDecimal division, BigDecimal most, AccuracyClass accuracy) {
    /** Below it a scale of class III may not be used. */
    private static final BigDecimal LEAST_DIVISIONS = new BigDecimal("20");
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** The largest error permitted in service at this load: OIML R 76, 3.5. */
    public BigDecimal limit(BigDecimal load) {
        return division.multiply(accuracy.permitted(load.divide(division, MathContext.DECIMAL64)));
    }

    /** How far from zero the empty pan may show: nothing but zero, to half a division. */
    BigDecimal zeroLimit() {
        return division.multiply(HALF);
    }

    /** Why this mass cannot serve as the reference; empty if it can. */
    public Optional<String> refusal(BigDecimal reference) {
        var least = division.multiply(LEAST_DIVISIONS);
        return reference.compareTo(least) < 0 || reference.compareTo(most) > 0
                ? Optional.of("must be from " + least.toPlainString() + " (20 divisions) to " + most.toPlainString()
                        + " (the scale's maximum)")
                : Optional.empty();
    }
}

package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What the counts of a converter weigh, as found with the empty pan and with a known load.
 *
 * @param zeroCounts
 *            with the empty pan
 * @param countsPerUnit
 *            more counts for each unit of load; above zero
 * @param division
 *            the step of the values, in the unit
 */
public record Calibration(int zeroCounts, BigDecimal countsPerUnit, BigDecimal division, WeightUnit unit) {

    /** The load on the grid of the division, rounded once, half up. */
    BigDecimal load(int counts) {
        BigDecimal steps = BigDecimal.valueOf((long) counts - zeroCounts)
                .divide(countsPerUnit.multiply(division), 0, RoundingMode.HALF_UP);
        return steps.multiply(division);
    }
}

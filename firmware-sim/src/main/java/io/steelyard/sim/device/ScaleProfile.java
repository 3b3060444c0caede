package io.steelyard.sim.device;

import java.math.BigDecimal;

/**
 * What is written on a scale's plate and set in its menu.
 *
 * @param unit the displayed unit: "kg" or "g"
 * @param decimals decimals displayed
 * @param division the step of the display in that unit, 1, 2 or 5 times a power of ten
 * @param max the capacity in that unit; nine divisions above it the scale reports an overload
 * @param framesPerSecond how often it measures for the line, and sends if it sends by itself
 * @param line the rate of its serial port
 */
public record ScaleProfile(String unit, int decimals, BigDecimal division, BigDecimal max, int framesPerSecond,
        LineRate line) {
    /** The widest number that the six digits of the continuous formats hold. */
    static final int DIGITS_MAX = 999_999;

    private static final int DECIMALS_MAX = 4;
    private static final BigDecimal OVERLOAD_DIVISIONS = BigDecimal.valueOf(9);
    private static final BigDecimal UNDERLOAD_DIVISIONS = BigDecimal.valueOf(-20);
    private static final int GRAMS_PER_KILOGRAM = 1000;

    /** A bench scale as stations use it: 60 kg by 10 g, ten frames a second over 9600 8N1. */
    public static final ScaleProfile BENCH_60_KG = bench60Kg(LineRate.eightN1(9600));

    /**
     * Refuses what no scale can be.
     *
     * @throws IllegalArgumentException naming the field and the rule that it breaks
     */
    public ScaleProfile {
        require(unit.equals("kg") || unit.equals("g"), "unit must be kg or g: " + unit);
        require(decimals >= 0 && decimals <= DECIMALS_MAX, "decimals must be 0 to 4: " + decimals);
        require(isOneTwoOrFive(division), "division must be 1, 2 or 5 times a power of ten: " + division);
        require(division.stripTrailingZeros().scale() <= decimals,
                "division must be displayable with " + decimals + " decimals: " + division);
        require(max.signum() > 0, "max must be above zero: " + max);
        require(overloadAbove(division, max).movePointRight(decimals).compareTo(BigDecimal.valueOf(DIGITS_MAX)) <= 0,
                "max and nine divisions must fit six digits: " + max);
        require(framesPerSecond > 0, "framesPerSecond must be above zero: " + framesPerSecond);
    }

    /** The same bench scale on another line. */
    public static ScaleProfile bench60Kg(LineRate line) {
        return new ScaleProfile("kg", 2, new BigDecimal("0.01"), new BigDecimal("60.00"), 10, line);
    }

    /** The highest value still displayed. */
    BigDecimal overloadAbove() {
        return overloadAbove(division, max);
    }

    /** The lowest value still displayed. */
    BigDecimal underloadBelow() {
        return division.multiply(UNDERLOAD_DIVISIONS);
    }

    int unitsPerKilogram() {
        return unit.equals("g") ? GRAMS_PER_KILOGRAM : 1;
    }

    long frameNanos() {
        return 1_000_000_000L / framesPerSecond;
    }

    private static BigDecimal overloadAbove(BigDecimal division, BigDecimal max) {
        return max.add(division.multiply(OVERLOAD_DIVISIONS));
    }

    private static boolean isOneTwoOrFive(BigDecimal division) {
        int digit = division.signum() > 0 ? division.stripTrailingZeros().unscaledValue().intValue() : 0;
        return digit == 1 || digit == 2 || digit == 5;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}

package io.steelyard.gateway.catalog;

import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;

/** Weights in kilograms, exactly: nothing is rounded here. */
public final class Kilograms {
    /** The international avoirdupois pound, exact by definition. */
    private static final BigDecimal PER_POUND = new BigDecimal("0.45359237");
    private static final BigDecimal PER_TONNE = new BigDecimal("1000");
    private static final int GRAM_DECIMALS = 3;

    private Kilograms() {}

    /** The weight, exactly. */
    public static BigDecimal of(BigDecimal value, WeightUnit unit) {
        return switch (unit) {
            case KILOGRAM -> value;
            case GRAM -> value.movePointLeft(GRAM_DECIMALS);
            case POUND -> value.multiply(PER_POUND);
            case TONNE -> value.multiply(PER_TONNE);
        };
    }
}

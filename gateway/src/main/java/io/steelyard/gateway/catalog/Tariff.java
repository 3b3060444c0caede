package io.steelyard.gateway.catalog;

import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * What a kilogram earns. The gateway only quotes it: the points are provisional until the platform has acknowledged the
 * weighing.
 *
 * @param version names this tariff in every fact that used it
 * @param decimals decimals of the points; rounded once, half up
 * @param pointsPerKilogram by material code
 */
public record Tariff(String version, int decimals, Map<String, BigDecimal> pointsPerKilogram) {
    private static final BigDecimal KILOGRAMS_PER_POUND = new BigDecimal("0.45359237");
    private static final int GRAM_DECIMALS = 3;
    private static final BigDecimal KILOGRAMS_PER_TONNE = new BigDecimal("1000");

    /** Points with the rate that made them. */
    public record Points(BigDecimal value, BigDecimal perKilogram, String tariff) {}

    /** The points for a net weight; empty when the tariff has no rate for the material. */
    public Optional<Points> points(String material, BigDecimal net, WeightUnit unit) {
        return Optional.ofNullable(pointsPerKilogram.get(material)).map(rate -> new Points(
                kilograms(net, unit).multiply(rate).setScale(decimals, RoundingMode.HALF_UP), rate, version));
    }

    private static BigDecimal kilograms(BigDecimal value, WeightUnit unit) {
        return switch (unit) {
            case KILOGRAM -> value;
            case GRAM -> value.movePointLeft(GRAM_DECIMALS);
            case POUND -> value.multiply(KILOGRAMS_PER_POUND);
            case TONNE -> value.multiply(KILOGRAMS_PER_TONNE);
        };
    }
}

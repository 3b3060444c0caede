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
 * @param document the SHA-256 of the document that it stands in, hexadecimal; in every fact that used it
 * @param decimals decimals of the points; rounded once, half up
 * @param pointsPerKilogram by material code
 */
public record Tariff(String version, Optional<String> document, int decimals,
        Map<String, BigDecimal> pointsPerKilogram) {
    public Tariff {
        pointsPerKilogram = Map.copyOf(pointsPerKilogram);
    }

    /** A tariff that stands in no document. */
    public Tariff(String version, int decimals, Map<String, BigDecimal> pointsPerKilogram) {
        this(version, Optional.empty(), decimals, pointsPerKilogram);
    }

    /** Points with the rate that made them, the tariff's version and its document. */
    public record Points(BigDecimal value, BigDecimal perKilogram, String tariff, Optional<String> document) {}

    /** The points for a net weight; empty when the tariff has no rate for the material. */
    public Optional<Points> points(String material, BigDecimal net, WeightUnit unit) {
        return Optional.ofNullable(pointsPerKilogram.get(material)).map(rate -> new Points(
                Kilograms.of(net, unit).multiply(rate).setScale(decimals, RoundingMode.HALF_UP), rate, version,
                document));
    }
}

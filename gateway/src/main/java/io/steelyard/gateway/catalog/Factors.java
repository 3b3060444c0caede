package io.steelyard.gateway.catalog;

import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What recycling a kilogram is estimated to change in emissions, by material. Indicative: shown beside its source, never measured
 * and never part of a weighing.
 *
 * @param source whose figures these are
 * @param baseline what they compare recycling with
 * @param factors by material code; a material without one has no estimate, which is not zero
 */
public record Factors(String source, String baseline, Map<String, Factor> factors) {
    public Factors {
        factors = Map.copyOf(factors);
    }

    /**
     * @param perKilogram kilograms of CO2 equivalents for a kilogram; below zero is a saving
     * @param of the material for which the source gives it, in the source's words
     */
    public record Factor(BigDecimal perKilogram, String of) {}

    /** Kilograms of CO2 equivalents for a net weight, exact: who shows or adds them up rounds once, at the end. */
    public Optional<BigDecimal> co2eKilograms(String material, BigDecimal net, WeightUnit unit) {
        return Optional.ofNullable(factors.get(material))
                .map(factor -> Kilograms.of(net, unit).multiply(factor.perKilogram()));
    }
}

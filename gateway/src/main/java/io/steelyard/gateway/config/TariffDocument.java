package io.steelyard.gateway.config;

import io.steelyard.gateway.catalog.Document;
import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.catalog.Tariff;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Optional;

/** What only the document {@code tariff} has: rates, and the rule by which points come of them. */
final class TariffDocument {
    private static final String UNIT = "kg";
    private static final String ROUNDING = "half-up";
    private static final int DECIMALS_MAX = 4;

    private TariffDocument() {}

    static Tariff read(Section root, Document document) {
        int decimals = root.number("decimals", "the decimals of the points", 0, DECIMALS_MAX);
        only(root, "rounding", "how points are rounded, \"half-up\"", ROUNDING,
                "must be half-up; points are rounded once, in no other way");
        only(root, "unit", "what the rates are for, \"kg\"", UNIT,
                "must be kg; give the rates for a kilogram, not for a jin or a tonne");
        var rates = root.section("points_per_kilogram");
        var pointsPerKilogram = new HashMap<String, BigDecimal>();
        for (var material : rates.keys().stream().sorted().toList()) {
            if (!Materials.known(material)) {
                rates.fault(material, DocumentFile.CODE_REMEDY);
            }
            var rate = rates.decimal(material, "points for a kilogram", BigDecimal.ONE);
            if (rate.signum() < 0) {
                rates.fault(material, "must not be below zero");
            }
            pointsPerKilogram.put(material, rate);
        }
        if (rates.keys().isEmpty()) {
            root.fault("points_per_kilogram", "names no material; give at least one rate, as in U = \"0.80\"");
        }
        return new Tariff(document.version(), Optional.of(document.sha256()), decimals, pointsPerKilogram);
    }

    /** The document says by which rule it was made, so that one made by another rule is refused and not misread. */
    private static void only(Section root, String key, String meaning, String value, String remedy) {
        root.parsed(key, meaning, text -> Optional.of(text).filter(value::equals), remedy, value);
    }
}

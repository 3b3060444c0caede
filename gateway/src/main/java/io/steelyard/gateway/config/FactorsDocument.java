package io.steelyard.gateway.config;

import io.steelyard.gateway.catalog.Document;
import io.steelyard.gateway.catalog.Factors;
import io.steelyard.gateway.catalog.Factors.Factor;
import io.steelyard.gateway.catalog.Materials;
import java.math.BigDecimal;
import java.util.HashMap;

/** What only the document {@code factors} has: estimates with their source, marked as such. */
final class FactorsDocument {
    private FactorsDocument() {}

    static Factors read(Section root, Document document) {
        if (!root.flagOr("indicative", false)) {
            root.fault("indicative", "must be true; such factors are estimates, and every screen says so");
        }
        var source = DocumentFile.words(root, "source", "whose figures these are");
        var baseline = DocumentFile.words(root, "baseline", "what they compare recycling with");
        var table = root.section("kg_co2e_per_kg");
        var factors = new HashMap<String, Factor>();
        for (var material : table.keys().stream().sorted().toList()) {
            if (!Materials.known(material)) {
                table.fault(material, DocumentFile.CODE_REMEDY);
            }
            factors.put(material, factor(table.section(material)));
        }
        if (table.keys().isEmpty()) {
            root.fault("kg_co2e_per_kg",
                    "names no material; give at least one factor, as in 0404 = { value = \"-10.06\", of = \"Aluminium cans\" }");
        }
        return new Factors(source, baseline, factors);
    }

    private static Factor factor(Section factor) {
        if (!factor.present()) {
            return new Factor(BigDecimal.ZERO, "");
        }
        var found = new Factor(factor.decimal("value", "kilograms of CO2 equivalents for a kilogram", BigDecimal.ZERO),
                DocumentFile.words(factor, "of", "the material for which the source gives it"));
        factor.finish();
        return found;
    }
}

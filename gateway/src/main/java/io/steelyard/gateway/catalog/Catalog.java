package io.steelyard.gateway.catalog;

import java.util.List;
import java.util.Optional;

/**
 * The catalog documents of one site, as its configuration names them.
 *
 * @param materials the names of materials
 * @param tariff what a kilogram earns, where points are quoted here
 * @param factors what recycling a kilogram saves, where an estimate is shown here
 * @param documents those in force, in this order
 */
public record Catalog(Optional<MaterialNames> materials, Optional<Tariff> tariff, Optional<Factors> factors,
        List<Document> documents) {
    public Catalog {
        documents = List.copyOf(documents);
    }

    /** A catalog without documents: bare codes, and a tariff if one was put together otherwise. */
    public static Catalog undocumented(Optional<Tariff> tariff) {
        return new Catalog(Optional.empty(), tariff, Optional.empty(), List.of());
    }
}

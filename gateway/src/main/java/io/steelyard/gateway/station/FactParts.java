package io.steelyard.gateway.station;

import io.steelyard.gateway.catalog.Tariff;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Parts that several kinds of facts have alike. */
public final class FactParts {
    private FactParts() {}

    /** A text, or null. */
    public static void optional(JsonGenerator json, String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }

    /** What was quoted, with the rate and the tariff that made it. */
    public static void points(JsonGenerator json, Optional<Tariff.Points> quoted) {
        if (quoted.isEmpty()) {
            json.writeNullProperty("points");
            return;
        }
        var points = quoted.get();
        json.writeObjectPropertyStart("points");
        json.writeStringProperty("value", points.value().toPlainString());
        json.writeStringProperty("perKilogram", points.perKilogram().toPlainString());
        json.writeStringProperty("tariff", points.tariff());
        points.document().ifPresent(sha256 -> json.writeStringProperty("document", sha256));
        json.writeEndObject();
    }
}

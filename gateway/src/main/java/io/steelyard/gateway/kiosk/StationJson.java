package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Outcome;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** A station as a page shows it. */
final class StationJson {
    private StationJson() {}

    static void write(JsonGenerator json, View view, Site site) {
        var point = site.station(view.station()).orElseThrow();
        json.writeStringProperty("station", view.station());
        json.writeStringProperty("phase", view.phase().name());
        Json.text(json, "weight", view.weight().map(weight -> weight.split(" ", 2)[0]));
        json.writeStringProperty("unit", point.rules().unit().text());
        json.writeNullProperty("bag");
        json.writeBooleanProperty("household", false);
        json.writeArrayPropertyStart("missing");
        json.writeEndArray();
        json.writeObjectPropertyStart("choice");
        json.writeStringProperty("material", point.material());
        json.writeStringProperty("unpaid", "0");
        json.writeEndObject();
        points(json, Optional.empty());
        Json.object(json, "fault", view.fault(), (_, why) -> why(json, "scale", why));
        outcome(json, view.outcome(), point);
    }

    static void points(JsonGenerator json, Optional<Tariff.Points> points) {
        Json.object(json, "points", points, (_, quoted) -> {
            json.writeStringProperty("value", quoted.value().toPlainString());
            json.writeStringProperty("perKilogram", quoted.perKilogram().toPlainString());
            json.writeStringProperty("tariff", quoted.tariff());
        });
    }

    private static void outcome(JsonGenerator json, Outcome outcome, Site.Point point) {
        switch (outcome) {
            case Outcome.None _ -> json.writeNullProperty("outcome");
            case Outcome.Recorded recorded -> {
                json.writeObjectPropertyStart("outcome");
                json.writeObjectPropertyStart("recorded");
                json.writeNumberProperty("seq", recorded.seq());
                json.writeStringProperty("id", recorded.id());
                json.writeStringProperty("net", recorded.weighed().reading().value().toPlainString());
                json.writeStringProperty("unit", point.rules().unit().text());
                json.writeStringProperty("material", point.material());
                Json.text(json, "bag", recorded.weighed().codes().of(CodeKind.BAG));
                json.writeEndObject();
                json.writeEndObject();
            }
            case Outcome.NotRecorded(String reason) -> {
                json.writeObjectPropertyStart("outcome");
                json.writeObjectPropertyStart("notRecorded");
                why(json, "not-recorded", reason);
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    private static void why(JsonGenerator json, String code, String text) {
        json.writeStringProperty("code", code);
        json.writeStringProperty("text", text);
    }
}

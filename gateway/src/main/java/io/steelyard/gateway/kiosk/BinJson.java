package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.bin.BinView;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** A bin as the resident's page shows it. Of cards nothing is in it. */
record BinJson(Site site) {

    void write(JsonGenerator json, BinView view) {
        json.writeStringProperty("bin", view.bin());
        json.writeStringProperty("phase", view.phase().name());
        Json.text(json, "serves", view.serves());
        Json.objects(json, "compartments", view.compartments(), this::compartment);
        Json.texts(json, "alarms", view.alarms().stream().sorted().map(alarm -> alarm.text()).toList());
        Json.object(json, "trouble", view.trouble(), StationJson::why);
        Json.object(json, "ended", view.ended(), BinJson::ended);
    }

    private void compartment(JsonGenerator json, BinView.Part part) {
        json.writeStringProperty("name", part.name());
        json.writeStringProperty("material", part.material());
        site.names(json, part.material());
        json.writeStringProperty("door", part.door().name().toLowerCase(Locale.ROOT));
        json.writeName("fill");
        part.fillPercent().ifPresentOrElse(json::writeNumber, json::writeNull);
        json.writeBooleanProperty("takes", part.takes());
        Json.object(json, "trouble", part.trouble(), StationJson::why);
        Json.text(json, "perKilogram", part.perKilogram().map(BigDecimal::toPlainString));
    }

    private static void ended(JsonGenerator json, BinView.Shown ended) {
        json.writeStringProperty("outcome", ended.outcome().text());
        json.writeStringProperty("standing", ended.standing().name().toLowerCase(Locale.ROOT));
        Json.text(json, "compartment", ended.compartment());
        Json.text(json, "delta", ended.delta().map(BigDecimal::toPlainString));
        json.writeStringProperty("unit", ended.unit().text());
        StationJson.points(json, ended.points());
        json.writeNumberProperty("seq", ended.seq());
        json.writeStringProperty("id", ended.id());
    }
}

package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.ledger.Entry;
import io.steelyard.gateway.ledger.Ledger;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.Sentence;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** A station as a page shows it. */
record StationJson(Site site, Ledger ledger) {

    void write(JsonGenerator json, View view) {
        var point = site.station(view.station()).orElseThrow();
        var load = view.load();
        json.writeStringProperty("station", view.station());
        json.writeStringProperty("phase", view.phase().name());
        Json.text(json, "weight", view.weight().map(shown -> shown.value().toPlainString()));
        json.writeStringProperty("unit", view.weight().map(View.Shown::unit).orElse(point.rules().unit()).text());
        Json.text(json, "bag", load.bag());
        json.writeBooleanProperty("household", load.household());
        json.writeArrayPropertyStart("missing");
        load.missing().stream().sorted().forEach(kind -> json.writeString(word(kind)));
        json.writeEndArray();
        json.writeObjectPropertyStart("choice");
        json.writeStringProperty("material", load.material());
        json.writeStringProperty("unpaid", load.unpaid().toPlainString());
        json.writeEndObject();
        points(json, view.points());
        Json.object(json, "fault", view.fault(), StationJson::why);
        outcome(json, view.outcome(), point);
    }

    static String word(CodeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static void points(JsonGenerator json, Optional<Tariff.Points> points) {
        Json.object(json, "points", points, (_, quoted) -> {
            json.writeStringProperty("value", quoted.value().toPlainString());
            json.writeStringProperty("perKilogram", quoted.perKilogram().toPlainString());
            json.writeStringProperty("tariff", quoted.tariff());
        });
    }

    private void outcome(JsonGenerator json, Outcome outcome, Site.Point point) {
        if (outcome instanceof Outcome.None) {
            json.writeNullProperty("outcome");
            return;
        }
        json.writeObjectPropertyStart("outcome");
        switch (outcome) {
            case Outcome.None _ -> {
                // written above
            }
            case Outcome.Recorded recorded -> {
                json.writeObjectPropertyStart("recorded");
                recorded(json, recorded, point);
                json.writeEndObject();
            }
            case Outcome.NotRecorded(Sentence why) -> Json.object(json, "notRecorded", Optional.of(why),
                    StationJson::why);
        }
        json.writeEndObject();
    }

    /** What only the written record tells, its points and its receipt, comes when the ledger has it. */
    private void recorded(JsonGenerator json, Outcome.Recorded recorded, Site.Point point) {
        var entry = ledger.entry(recorded.seq());
        var weighed = recorded.weighed();
        json.writeNumberProperty("seq", recorded.seq());
        json.writeStringProperty("id", recorded.id());
        json.writeStringProperty("net", weighed.reading().value().toPlainString());
        json.writeStringProperty("unit", point.rules().unit().text());
        json.writeStringProperty("material", weighed.choice().material().orElse(point.material()));
        Json.text(json, "bag", weighed.codes().of(CodeKind.BAG));
        points(json, entry.flatMap(known -> known.recorded().points()));
        Json.text(json, "receipt", entry.map(Entry::receipt));
    }

    static void why(JsonGenerator json, Sentence why) {
        json.writeStringProperty("code", why.code().text());
        json.writeStringProperty("text", why.text());
    }
}

package io.steelyard.gateway.station;

import io.steelyard.gateway.ledger.Booking;
import io.steelyard.gateway.ledger.Entry;
import io.steelyard.gateway.ledger.Shift;
import io.steelyard.gateway.ledger.Totals;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The contents of the facts that operators have written. */
final class BookingData {
    private BookingData() {}

    /** Why and by whom; the operator as a token. */
    static FactData signed(String reason, Optional<String> operator) {
        return FactData.text("reason", reason).and(by(operator));
    }

    private static FactData by(Optional<String> operator) {
        return json -> FactParts.optional(json, "operator", operator);
    }

    static FactData refers(Entry entry) {
        return json -> reference(json, "refers", entry.journal(), entry.seq(), entry.id());
    }

    private static void reference(JsonGenerator json, String name, String journal, long seq, String id) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("journal", journal);
        json.writeNumberProperty("seq", seq);
        json.writeStringProperty("id", id);
        json.writeEndObject();
    }

    /** All of it, the unchanged part too: who receives a correction needs no other to know what counts. */
    static FactData booked(BigDecimal net, Booking booking) {
        return json -> {
            FactParts.optional(json, "bag", booking.bag());
            FactParts.optional(json, "household", booking.household());
            json.writeStringProperty("material", booking.material());
            json.writeStringProperty("paid", net.subtract(booking.unpaid()).toPlainString());
            json.writeStringProperty("unpaid", booking.unpaid().toPlainString());
            FactParts.points(json, booking.points());
        };
    }

    static FactData typed(StationPlan plan, BigDecimal net) {
        return FactData.text("station", plan.name()).and(FactData.text("net", net.toPlainString()))
                .and(FactData.text("unit", plan.rules().unit().unece()));
    }

    static FactData opened(Optional<String> operator) {
        return FactData.text("event", "opened").and(by(operator));
    }

    static FactData closed(Shift.SoFar soFar, Optional<String> operator) {
        var shift = soFar.shift();
        return FactData.text("event", "closed").and(by(operator)).and(json -> {
            reference(json, "opened", shift.journal(), shift.seq(), shift.id());
            json.writeNumberProperty("through", soFar.through());
            totals(json, soFar.totals());
        });
    }

    private static void totals(JsonGenerator json, Totals totals) {
        json.writeObjectPropertyStart("totals");
        json.writeArrayPropertyStart("groups");
        for (var group : totals.groups()) {
            json.writeStartObject();
            json.writeStringProperty("group", group.group());
            json.writeNumberProperty("count", group.count());
            json.writeStringProperty("net", group.net().toPlainString());
            json.writeStringProperty("paid", group.paid().toPlainString());
            json.writeStringProperty("points", group.points().toPlainString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("voids", totals.voids());
        json.writeNumberProperty("corrections", totals.corrections());
        json.writeNumberProperty("manual", totals.typed());
        json.writeEndObject();
    }
}

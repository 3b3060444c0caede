package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.ledger.Entry;
import io.steelyard.gateway.ledger.Totals;
import io.steelyard.gateway.run.Time;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** What was recorded: today's list with its sums, and single receipts for whoever holds one. */
final class RecordRoutes {
    /** More rows than anybody scrolls through; who looks for one searches. */
    static final int ENTRIES_MAX = 500;

    private final Desk desk;
    private final LongSupplier acknowledged;
    private final Map<String, String> displayByToken;
    private final Time time;

    /** @param acknowledged the centre has the facts through this number */
    RecordRoutes(Desk desk, List<Operator> operators, LongSupplier acknowledged, Time time) {
        this.desk = desk;
        this.acknowledged = acknowledged;
        this.displayByToken = operators.stream()
                .collect(Collectors.toMap(operator -> desk.tokens().of(operator.name()), Operator::display));
        this.time = time;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/today", Access.VIEWER, this::today),
                Route.get("/api/receipt/*", Access.ANYBODY, this::receipt),
                Route.get("/r/*/qr.svg", Access.ANYBODY, this::code));
    }

    private Reply today(Call call) {
        var date = LocalDate.ofInstant(time.wall(), desk.zone());
        var day = desk.ledger().day(date);
        var wanted = call.query().getOrDefault("q", "").strip().toLowerCase(Locale.ROOT);
        var found = day.entries().stream().filter(entry -> wanted.isEmpty() || mentions(entry, wanted)).toList();
        return Reply.json(json -> {
            json.writeStringProperty("day", date.toString());
            Json.objects(json, "entries", found.stream().limit(ENTRIES_MAX).toList(), (_, entry) -> {
                entry(json, entry);
                Json.text(json, "operator", entry.operator().map(this::display));
            });
            json.writeObjectPropertyStart("totals");
            totals(json, day.totals());
            Json.objects(json, "hours", day.hours(), (_, hour) -> {
                json.writeNumberProperty("hour", hour.hour());
                json.writeStringProperty("net", hour.net().toPlainString());
            });
            json.writeEndObject();
            Json.object(json, "shift", desk.ledger().shiftSoFar(), (_, soFar) -> {
                json.writeStringProperty("id", soFar.shift().id());
                json.writeStringProperty("openedAt", soFar.shift().openedAt().toString());
                Json.text(json, "operator", soFar.shift().operator().map(this::display));
                totals(json, soFar.totals());
            });
            json.writeBooleanProperty("truncated", day.truncated() || found.size() > ENTRIES_MAX);
        });
    }

    private boolean mentions(Entry entry, String wanted) {
        return List.of(Long.toString(entry.seq()), entry.receipt(), entry.station(), entry.net().toPlainString(),
                entry.booking().material(), entry.booking().bag().orElse(""),
                entry.operator().map(this::display).orElse("")).stream()
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private String display(String token) {
        return displayByToken.getOrDefault(token, token);
    }

    private static void totals(JsonGenerator json, Totals totals) {
        Json.objects(json, "groups", totals.groups(), (_, group) -> {
            json.writeStringProperty("group", group.group());
            json.writeNumberProperty("count", group.count());
            json.writeStringProperty("net", group.net().toPlainString());
            json.writeStringProperty("paid", group.paid().toPlainString());
            json.writeStringProperty("points", group.points().toPlainString());
        });
        json.writeNumberProperty("voids", totals.voids());
        json.writeNumberProperty("corrections", totals.corrections());
        json.writeNumberProperty("manual", totals.typed());
    }

    private void entry(JsonGenerator json, Entry entry) {
        json.writeNumberProperty("seq", entry.seq());
        json.writeStringProperty("id", entry.id());
        json.writeStringProperty("at", entry.at().toString());
        json.writeStringProperty("type", entry.typed() ? "manual" : "weighing");
        json.writeStringProperty("entry", entry.typed() ? "manual" : "scale");
        json.writeStringProperty("station", entry.station());
        json.writeStringProperty("net", entry.net().toPlainString());
        json.writeStringProperty("paid", entry.paid().toPlainString());
        json.writeStringProperty("unpaid", entry.booking().unpaid().toPlainString());
        json.writeStringProperty("unit", entry.unit().text());
        json.writeStringProperty("material", entry.booking().material());
        Json.text(json, "bag", entry.booking().bag());
        StationJson.points(json, entry.booking().points());
        json.writeBooleanProperty("voided", entry.voidedBy().isPresent());
        json.writeBooleanProperty("corrected", entry.correctedBy().isPresent());
        json.writeName("correctedBy");
        entry.correctedBy().ifPresentOrElse(json::writeNumber, json::writeNull);
        json.writeBooleanProperty("received", newest(entry) <= acknowledged.getAsLong());
        json.writeStringProperty("receipt", entry.receipt());
    }

    /** The centre has a record as it counts now when it has what changed it, too. */
    private static long newest(Entry entry) {
        return Math.max(entry.seq(), Math.max(entry.correctedBy().orElse(0), entry.voidedBy().orElse(0)));
    }

    private Reply receipt(Call call) throws Refusal {
        var entry = found(call);
        return Reply.json(json -> entry(json, entry));
    }

    /** The receipt's own address, for a phone's camera. */
    private Reply code(Call call) throws Refusal {
        return Reply.of("image/svg+xml", QrImage.of(call.address() + "/r/" + found(call).receipt()));
    }

    private Entry found(Call call) throws Refusal {
        return desk.ledger().receipt(call.star(0)).orElseThrow(
                () -> new Refusal(404, "unknown-receipt", "no record here has this code; compare it with the receipt"));
    }
}

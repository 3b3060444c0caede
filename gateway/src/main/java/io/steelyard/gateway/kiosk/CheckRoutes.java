package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.calibration.AccuracyClass;
import io.steelyard.gateway.calibration.CheckResult;
import io.steelyard.gateway.calibration.Instrument;
import io.steelyard.gateway.calibration.ScaleCheck;
import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Station;
import io.steelyard.gateway.weighing.Sentence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/** Checks of scales with a reference mass, made at the screen: begin one, end it, see what is to be done and what came of it. */
final class CheckRoutes {
    private static final Pattern DAYS = Pattern.compile("[1-9]\\d{0,3}");
    private static final String DAYS_USUAL = "365";
    private static final String CLASS_USUAL = AccuracyClass.III.name();

    private final Site site;
    private final Desk desk;
    private final Bench bench;
    private final Time time;
    /** The newest of each station, for the life of the process. */
    private final Map<String, Checkup> newest = new ConcurrentHashMap<>();

    CheckRoutes(Site site, Desk desk, Bench bench, Time time) {
        this.site = site;
        this.desk = desk;
        this.bench = bench;
        this.time = time;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/field/check", Access.TECHNICIAN, this::look),
                Route.post("/api/field/check", Access.TECHNICIAN, this::step));
    }

    private Reply look(Call call) throws Refusal {
        return told(station(call.query().getOrDefault("station", "")));
    }

    private Reply step(Call call) throws Refusal {
        var station = station(call.text("station"));
        switch (call.text("step")) {
            case "start" -> start(call, station);
            case "cancel" -> cancel(station);
            default -> throw new Refusal(400, "malformed", "\"step\" must be start or cancel");
        }
        return told(station);
    }

    private void start(Call call, Station station) throws Refusal {
        var rules = site.station(station.name()).orElseThrow().rules();
        var accuracy = AccuracyClass.named(call.optional("class").orElse(CLASS_USUAL))
                .orElseThrow(() -> new Refusal(400, "malformed", "\"class\" must be II, III or IIII, as on the plate"));
        var instrument = new Instrument(rules.division(), rules.most(), accuracy);
        var reference = DeskRoutes.weight(call, "reference").orElseThrow(() -> DeskRoutes.missing("reference"));
        var unfit = instrument.refusal(reference);
        if (unfit.isPresent()) {
            throw new Refusal(400, "bad-reference", "a reference mass of " + reference.toPlainString() + " "
                    + unfit.get());
        }
        var by = desk.tokens().of(call.session().orElseThrow().operator().name());
        var checkup = new Checkup(
                new Checkup.Order(station.name(), station.scale(), rules.unit(), by, validDays(call)), bench, time);
        var refused = station.check(time.monotonicNanos(), ScaleCheck.start(instrument, reference), checkup);
        if (refused.isPresent()) {
            throw Pending.refusal(refused.get());
        }
        newest.put(station.name(), checkup);
    }

    private static int validDays(Call call) throws Refusal {
        var days = call.optional("validDays").orElse(DAYS_USUAL);
        if (!DAYS.matcher(days).matches()) {
            throw new Refusal(400, "malformed", "\"validDays\" must be 1 to 9999 days");
        }
        return Integer.parseInt(days);
    }

    private void cancel(Station station) {
        if (station.endCheck(time.monotonicNanos())) {
            newest.remove(station.name());
        }
    }

    private Station station(String name) throws Refusal {
        return desk.stations().apply(name)
                .orElseThrow(() -> new Refusal(404, "unknown-station", "there is no station of that name"));
    }

    private Reply told(Station station) {
        var underWay = station.check();
        var end = Optional.ofNullable(newest.get(station.name())).map(Checkup::end);
        var weight = station.weight(time.monotonicNanos());
        return Reply.json(json -> {
            json.writeStringProperty("station", station.name());
            json.writeBooleanProperty("running", underWay.isPresent());
            json.writeStringProperty("task", underWay.map(ScaleCheck::task).orElse(ScaleCheck.Task.NONE).name());
            Json.text(json, "weight", weight.map(shown -> shown.value().toPlainString()));
            json.writeStringProperty("unit",
                    site.station(station.name()).orElseThrow().rules().unit().text());
            json.writeNumberProperty("rounds", ScaleCheck.ROUNDS);
            underWay.ifPresent(check -> {
                json.writeStringProperty("reference", check.reference().toPlainString());
                numbers(json, check.zeros(), check.loads());
            });
            if (underWay.isEmpty()) {
                end.ifPresent(known -> ended(json, known));
            }
        });
    }

    private static void ended(JsonGenerator json, Checkup.End end) {
        switch (end) {
            case Checkup.End.Open _ -> {
                // somebody ends it at this moment
            }
            case Checkup.End.GivenUp _ -> json.writeStringProperty("end", "given-up");
            case Checkup.End.Writing(var result) -> {
                json.writeStringProperty("end", "writing");
                result(json, result);
            }
            case Checkup.End.Recorded(var result, long seq) -> {
                json.writeStringProperty("end", "recorded");
                json.writeNumberProperty("seq", seq);
                result(json, result);
            }
            case Checkup.End.NotWritten(var result, Sentence why) -> {
                json.writeStringProperty("end", "not-written");
                json.writeStringProperty("code", why.code().text());
                json.writeStringProperty("text", why.text());
                result(json, result);
            }
        }
    }

    private static void result(JsonGenerator json, CheckResult result) {
        json.writeBooleanProperty("passed", result.passed());
        json.writeStringProperty("reference", result.reference().toPlainString());
        numbers(json, result.zeros(), result.loads());
        json.writeStringProperty("error", result.error().toPlainString());
        json.writeStringProperty("spread", result.spread().toPlainString());
        json.writeStringProperty("limit", result.limit().toPlainString());
        Json.texts(json, "faults", result.faults());
    }

    private static void numbers(JsonGenerator json, List<BigDecimal> zeros, List<BigDecimal> loads) {
        Json.texts(json, "zeros", zeros.stream().map(BigDecimal::toPlainString).toList());
        Json.texts(json, "loads", loads.stream().map(BigDecimal::toPlainString).toList());
    }
}

package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Bookings.Change;
import io.steelyard.gateway.station.Bookings.Typed;
import io.steelyard.gateway.station.Bookings.Wish;
import io.steelyard.gateway.station.Station;
import io.steelyard.gateway.weighing.Choice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a clerk does at the screen; each is answered when it is durable. */
final class DeskRoutes {
    private static final Pattern WEIGHT = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

    private final Desk desk;
    private final Time time;

    DeskRoutes(Desk desk, Time time) {
        this.desk = desk;
        this.time = time;
    }

    List<Route> routes() {
        return List.of(Route.post("/api/stations/*/choice", Access.CLERK, this::choose),
                Route.post("/api/stations/*/confirm", Access.CLERK, this::confirm),
                Route.post("/api/stations/*/manual", Access.CLERK, this::type),
                Route.post("/api/records/*/void", Access.CLERK, this::makeVoid),
                Route.post("/api/records/*/correction", Access.CLERK, this::correct),
                Route.post("/api/shift", Access.CLERK, this::shift));
    }

    private Reply choose(Call call) throws Refusal {
        var unpaid = weight(call, "unpaid").orElse(BigDecimal.ZERO);
        var refused = station(call).choose(time.monotonicNanos(), new Choice(call.optional("material"), unpaid));
        if (refused.isPresent()) {
            throw Pending.refusal(refused.get());
        }
        return Reply.json(_ -> {});
    }

    private Reply confirm(Call call) throws Refusal {
        var pending = new Pending();
        station(call).confirm(time.monotonicNanos(), weight(call, "net").orElseThrow(() -> missing("net")),
                operator(call), pending);
        return pending.reply();
    }

    private Reply type(Call call) throws Refusal {
        station(call);
        var typed = new Typed(call.star(0), weight(call, "net").orElseThrow(() -> missing("net")),
                call.text("material"), call.optional("bag"));
        var pending = new Pending();
        desk.bookings().type(wish(call), typed, pending);
        return pending.reply();
    }

    private Reply makeVoid(Call call) throws Refusal {
        var pending = new Pending();
        desk.bookings().makeVoid(wish(call), record(call), pending);
        return pending.reply();
    }

    private Reply correct(Call call) throws Refusal {
        var change = new Change(call.optional("material"), call.optional("bag"), call.optional("household"),
                weight(call, "unpaid"));
        var pending = new Pending();
        desk.bookings().correct(wish(call), record(call), change, pending);
        return pending.reply();
    }

    private Reply shift(Call call) throws Refusal {
        var wish = new Wish(time.monotonicNanos(), operator(call), "");
        var pending = new Pending();
        switch (call.text("event")) {
            case "opened" -> desk.bookings().openShift(wish, pending);
            case "closed" -> desk.bookings().closeShift(wish, pending);
            default -> throw new Refusal(400, "malformed", "\"event\" must be opened or closed");
        }
        return pending.reply();
    }

    private Wish wish(Call call) throws Refusal {
        return new Wish(time.monotonicNanos(), operator(call), call.text("reason"));
    }

    private static Optional<String> operator(Call call) {
        return call.session().map(session -> session.operator().name());
    }

    private Station station(Call call) throws Refusal {
        return desk.stations().apply(call.star(0))
                .orElseThrow(() -> new Refusal(404, "unknown-station", "there is no station of that name"));
    }

    private static long record(Call call) throws Refusal {
        if (!NUMBER.matcher(call.star(0)).matches()) {
            throw Refusal.notFound();
        }
        return Long.parseLong(call.star(0));
    }

    static Optional<BigDecimal> weight(Call call, String name) throws Refusal {
        var text = call.optional(name);
        if (text.isPresent() && !WEIGHT.matcher(text.get()).matches()) {
            throw new Refusal(400, "bad-weight", "\"" + name + "\" must be a weight, as in \"10.10\"");
        }
        return text.map(BigDecimal::new);
    }

    static Refusal missing(String name) {
        return new Refusal(400, "incomplete", "the request lacks \"" + name + "\"; send it");
    }
}

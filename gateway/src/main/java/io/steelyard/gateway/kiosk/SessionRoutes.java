package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.kiosk.Route.Access;
import io.steelyard.gateway.run.Time;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Who is signed in: ask, sign in by PIN or badge, sign out. */
final class SessionRoutes {
    private final KioskPlan plan;
    private final SignIn signIn;
    private final Badges badges;
    private final Sessions sessions;
    private final Time time;

    SessionRoutes(KioskPlan plan, SignIn signIn, Badges badges, Sessions sessions, Time time) {
        this.plan = plan;
        this.signIn = signIn;
        this.badges = badges;
        this.sessions = sessions;
        this.time = time;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/session", Access.ANYBODY, call -> answer(call.session().map(Session::operator))),
                Route.post("/api/session", Access.ANYBODY, this::begin),
                Route.delete("/api/session", Access.ANYBODY, this::end));
    }

    private Reply begin(Call call) throws Refusal {
        var operator = call.optional("pin").isPresent()
                ? signIn.byPin(call.text("operator"), call.text("pin"), time.monotonicNanos())
                : badges.take(call.text("station"), time.monotonicNanos())
                        .orElseThrow(() -> new Refusal(401, "badge", "no badge was read here lately; show it again"));
        call.session().map(Session::key).ifPresent(sessions::end);
        var session = sessions.begin(operator, time.monotonicNanos());
        return answer(Optional.of(operator)).with("Set-Cookie", cookie(session.key()));
    }

    private Reply end(Call call) {
        call.session().map(Session::key).ifPresent(sessions::end);
        return answer(Optional.empty()).with("Set-Cookie", cookie("") + "; Max-Age=0");
    }

    private String cookie(String key) {
        return Guard.COOKIE + "=" + key + "; Path=/; HttpOnly; SameSite=Strict"
                + (plan.tls().isPresent() ? "; Secure" : "");
    }

    /** The names are offered where one has to stand at the scale to see them. */
    private Reply answer(Optional<Operator> signedIn) {
        boolean loopback = plan.listen().filter(KioskPlan.Listen::loopback).isPresent();
        return Reply.json(json -> {
            Json.object(json, "operator", signedIn, SessionRoutes::person);
            Json.objects(json, "operators", loopback ? signIn.operators() : List.<Operator>of(),
                    SessionRoutes::person);
            json.writeBooleanProperty("required", !plan.operators().isEmpty());
        });
    }

    private static void person(JsonGenerator json, Operator operator) {
        json.writeStringProperty("name", operator.name());
        json.writeStringProperty("display", operator.display());
        json.writeStringProperty("role", operator.role().word());
    }
}

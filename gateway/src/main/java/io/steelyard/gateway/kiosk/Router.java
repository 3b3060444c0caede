package io.steelyard.gateway.kiosk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.steelyard.gateway.run.Deadlines;
import io.steelyard.gateway.run.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a request through to who answers it, or says why not. */
final class Router {
    /** The longest body on the slowest network of a yard takes a moment. */
    private static final Duration BODY_MAX = Duration.ofSeconds(5);
    private static final String GET = "GET";
    private static final String POST = "POST";

    private final List<Route> routes;
    private final Pages pages;
    private final Guard guard;
    private final Deadlines deadlines;
    private final Time time;

    Router(List<Route> routes, Pages pages, Guard guard, Deadlines deadlines, Time time) {
        this.routes = List.copyOf(routes);
        this.pages = pages;
        this.guard = guard;
        this.deadlines = deadlines;
        this.time = time;
    }

    Reply answer(HttpExchange exchange) throws IOException {
        try {
            return grant(exchange);
        } catch (Refusal refused) {
            return refused.reply();
        }
    }

    private Reply grant(HttpExchange exchange) throws Refusal, IOException {
        var headers = exchange.getRequestHeaders();
        var host = guard.host(headers);
        var target = Target.of(exchange.getRequestURI());
        var method = exchange.getRequestMethod();
        var found = find(method, target);
        if (found.isEmpty()) {
            return page(method, target);
        }
        var route = found.get();
        if (!method.equals(GET)) {
            guard.ownPage(headers, host);
        }
        var session = guard.session(headers, time.monotonicNanos());
        guard.permit(route.access(), session, headers);
        var body = method.equals(POST) ? body(exchange, headers) : Map.<String, String>of();
        var stars = route.match(target.segments()).orElseThrow();
        return route.answer().to(new Call(guard.address(host), stars, target.query(), body, session));
    }

    private Optional<Route> find(String method, Target target) throws Refusal {
        var here = routes.stream().filter(route -> route.match(target.segments()).isPresent()).toList();
        var found = here.stream().filter(route -> route.method().equals(method)).findFirst();
        if (found.isEmpty() && !here.isEmpty()) {
            throw new Refusal(405, "method", "this is asked for by " + here.getFirst().method());
        }
        return found;
    }

    private Reply page(String method, Target target) throws Refusal {
        var page = pages.at(target.segments()).orElseThrow(Refusal::notFound);
        if (!method.equals(GET)) {
            throw new Refusal(405, "method", "a page can only be read");
        }
        return page;
    }

    private Map<String, String> body(HttpExchange exchange, Headers headers) throws Refusal, IOException {
        guard.json(headers);
        var length = headers.getFirst("Content-Length");
        if (length != null && length.length() > String.valueOf(Body.BYTES_MAX).length()) {
            throw Body.tooLong();
        }
        try (var _ = deadlines.begin(BODY_MAX)) {
            return Body.members(Body.read(exchange.getRequestBody()));
        }
    }
}

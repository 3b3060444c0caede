package io.steelyard.gateway.kiosk;

import com.sun.net.httpserver.Headers;
import io.steelyard.gateway.kiosk.Route.Access;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides who may ask what. A page of another site must not act through a browser that is signed in here: it can neither set our
 * header nor send its own origin as ours, and its cookie stays at home (SameSite). A name of another site that resolves to this
 * machine is refused by the host.
 */
final class Guard {
    static final String COOKIE = "steelyard";
    private static final String BEARER = "Bearer ";
    private static final String OUR_HEADER = "X-Steelyard";
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:]+]|[a-z0-9.-]+)(:\\d{1,5})?");
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    private final KioskPlan plan;
    private final Sessions sessions;

    Guard(KioskPlan plan, Sessions sessions) {
        this.plan = plan;
        this.sessions = sessions;
    }

    /** The host by which the browser came, if it is one of ours. */
    String host(Headers headers) throws Refusal {
        var host = only(headers, "Host").map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
        var parsed = HOST.matcher(host);
        if (!parsed.matches() || !(LOOPBACK.contains(parsed.group(1)) || plan.hosts().contains(parsed.group(1)))) {
            throw new Refusal(421, "host", "this gateway is not known by that name; use its address or name it in "
                    + "[kiosk] hosts");
        }
        return host;
    }

    /** With the scheme before it. */
    String address(String host) {
        return (plan.tls().isPresent() ? "https://" : "http://") + host;
    }

    /** A request that changes something must come from one of our own pages. */
    void ownPage(Headers headers, String host) throws Refusal {
        if (!only(headers, "Origin").map(text -> text.toLowerCase(Locale.ROOT))
                .equals(Optional.of(address(host)))
                || !only(headers, OUR_HEADER).equals(Optional.of("1"))) {
            throw new Refusal(403, "cross-site",
                    "only the gateway's own pages may do this; open them from the gateway");
        }
    }

    /** What is sent must say that it is JSON, which a form of another site cannot. */
    void json(Headers headers) throws Refusal {
        var type = only(headers, "Content-Type").map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
        if (!type.equals(Optional.of(Reply.JSON))) {
            throw new Refusal(415, "type", "what is sent must be " + Reply.JSON);
        }
    }

    /** Who asks, if signed in. */
    Optional<Session> session(Headers headers, long nowNanos) {
        return headers.getOrDefault("Cookie", List.of()).stream().flatMap(line -> List.of(line.split(";")).stream())
                .map(String::strip).filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .flatMap(key -> sessions.use(key, nowNanos).stream()).findFirst();
    }

    void permit(Access access, Optional<Session> session, Headers headers) throws Refusal {
        boolean permitted = switch (access) {
            case ANYBODY -> true;
            case HERE -> loopback();
            case VIEWER -> loopback() || session.isPresent();
            case SCRAPER -> loopback() || session.isPresent() || scraper(headers);
            case CLERK -> session.isPresent() || loopback() && plan.operators().isEmpty();
            case TECHNICIAN -> session.filter(who -> who.operator().role() == Operator.Role.TECHNICIAN).isPresent();
        };
        if (permitted) {
            return;
        }
        if (access == Access.HERE) {
            throw new Refusal(403, "here",
                    "this is done at the panel of the bin, where [kiosk] listens on the loopback");
        }
        throw session.isPresent()
                ? new Refusal(403, "role", "this needs a technician; sign in as one")
                : new Refusal(401, "sign-in", "nobody is signed in; sign in with a badge or a PIN");
    }

    /** Compared in the same time wherever it differs. */
    private boolean scraper(Headers headers) {
        return plan.scraper().flatMap(token -> only(headers, "Authorization")
                .filter(given -> MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8),
                        (BEARER + token).getBytes(StandardCharsets.UTF_8))))
                .isPresent();
    }

    private boolean loopback() {
        return plan.listen().filter(KioskPlan.Listen::loopback).isPresent();
    }

    /** A header that stands there once; one that is repeated counts as none. */
    private static Optional<String> only(Headers headers, String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}

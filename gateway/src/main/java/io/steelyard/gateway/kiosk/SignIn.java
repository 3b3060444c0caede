package io.steelyard.gateway.kiosk;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Signs people in by name and PIN. After each wrong PIN a name has to wait, twice as long each time; an attempt counts as wrong
 * until it was right, so that many at once gain nothing. Whoever is locked out for a minute still has their badge. Any thread.
 */
final class SignIn {
    static final long PAUSE_FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long PAUSE_LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int PIN_CHARACTERS_MAX = 64;
    /** All names that nobody has share one place, so that the table is bounded. */
    private static final String NOBODY = "";

    private record Attempts(long pauseNanos, long dueNanos) {}

    private final List<Operator> operators;
    /** Takes as long for a name that nobody has, so that the time does not tell which names there are. */
    private final PinHash nobodys;
    // guarded by this
    private final Map<String, Attempts> wrongByName = new HashMap<>();

    SignIn(List<Operator> operators, SecureRandom random) {
        this.operators = List.copyOf(operators);
        this.nobodys = PinHash.unknown(random);
    }

    Operator byPin(String name, String pin, long nowNanos) throws Refusal {
        var known = operators.stream().filter(operator -> operator.name().equals(name)).findFirst();
        attempt(known.map(Operator::name).orElse(NOBODY), nowNanos);
        boolean fits = pin.length() <= PIN_CHARACTERS_MAX && known.map(Operator::pin).orElse(nobodys).fits(pin);
        if (!fits || known.isEmpty()) {
            throw new Refusal(401, "pin", "this name and PIN do not belong together; try again");
        }
        succeeded(name);
        return known.get();
    }

    private synchronized void attempt(String name, long nowNanos) throws Refusal {
        var before = wrongByName.get(name);
        if (before != null && nowNanos - before.dueNanos() < 0) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(before.dueNanos() - nowNanos) + 1;
            throw Refusal.wait(429, "wait", "after a wrong PIN wait " + seconds + " s, or use the badge", seconds);
        }
        long pause = before == null
                ? PAUSE_FIRST_NANOS
                : Math.min(PAUSE_LONGEST_NANOS, before.pauseNanos() * 2);
        wrongByName.put(name, new Attempts(pause, nowNanos + pause));
    }

    private synchronized void succeeded(String name) {
        wrongByName.remove(name);
    }

    /** Whose badge that is. */
    Optional<Operator> byBadge(String code) {
        return operators.stream().filter(operator -> operator.badge().equals(Optional.of(code))).findFirst();
    }

    List<Operator> operators() {
        return operators;
    }
}

package io.steelyard.gateway.kiosk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The badges read lately: the first page at that station that asks signs its owner in, once. Any thread. */
final class Badges {
    /** From the reader to a touch on the screen. */
    static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(30);

    private record Shown(Operator operator, long atNanos) {}

    // guarded by this; one a station
    private final Map<String, Shown> byStation = new HashMap<>();

    synchronized void shown(String station, Operator operator, long atNanos) {
        byStation.put(station, new Shown(operator, atNanos));
    }

    synchronized Optional<Operator> take(String station, long nowNanos) {
        return Optional.ofNullable(byStation.remove(station)).filter(shown -> nowNanos - shown.atNanos() <= KEEP_NANOS)
                .map(Shown::operator);
    }
}

package io.steelyard.gateway.config;

import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.pin.Pin;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one {@code [[pin]]}. */
final class PinSection {
    /** A stand-in for a faulty line. */
    static final int NO_LINE = -1;
    /** A usual lock's coil draws back in a tenth of a second and bears a few seconds; doors swing open meanwhile. */
    private static final Duration LOCK_PULSE_DEFAULT = Duration.ofMillis(500);
    private static final Duration LOCK_PULSE_MIN = Duration.ofMillis(50);
    private static final Duration LOCK_PULSE_MAX = Duration.ofSeconds(5);
    private static final List<String> ROLES = List.of("lamp", "buzzer", "lock", "lid");
    private static final List<String> LEVELS = List.of("high", "low");

    private final Section pin;
    private final List<String> stations;

    PinSection(Section pin, List<String> stations) {
        this.pin = pin;
        this.stations = stations;
    }

    Pin read() {
        var name = pin.parsed("name", "the pin's name, as in \"bay-1-green\"",
                text -> Optional.of(text).filter(ConfigFile.NAME.asMatchPredicate()), ConfigFile.NAME_REMEDY, "");
        if (!pin.has("line")) {
            pin.fault("line", "is missing; give its GPIO number (BCM), as in 17");
        }
        int line = pin.numberOr("line", NO_LINE, 0, GpioChip.LINE_MAX);
        boolean activeHigh = pin.parsedOr("active", "high", text -> Optional.of(text).filter(LEVELS::contains),
                "must be high or low").equals("high");
        var role = pin.parsed("role", "what it does: " + String.join(", ", ROLES),
                text -> Optional.of(text).filter(ROLES::contains), "must be one of " + String.join(", ", ROLES), "");
        var read = switch (role) {
            case "lamp" -> new Pin.Lamp(name, line, activeHigh, station(), shows());
            case "buzzer" -> new Pin.Buzzer(name, line, activeHigh, station());
            case "lock" -> new Pin.Lock(name, line, activeHigh,
                    pin.durationOr("pulse", LOCK_PULSE_DEFAULT, LOCK_PULSE_MIN, LOCK_PULSE_MAX).toNanos());
            default -> new Pin.Lid(name, line, activeHigh);
        };
        if (!role.isEmpty()) { // without one nobody knows which further keys are its
            pin.finish();
        }
        return read;
    }

    private Pin.Shows shows() {
        var words = Arrays.stream(Pin.Shows.values()).map(Pin.Shows::word).collect(Collectors.joining(", "));
        return pin.parsed("shows", "when it is lit: " + words, Pin.Shows::named, "must be one of " + words,
                Pin.Shows.READY);
    }

    /** The only station need not be named. */
    private String station() {
        if (!pin.has("station") && stations.size() == 1) {
            return stations.getFirst();
        }
        return pin.parsed("station", "whose state it shows: " + String.join(", ", stations),
                text -> Optional.of(text).filter(stations::contains), "must be one of " + String.join(", ", stations),
                "");
    }
}

package io.steelyard.gateway.config;

import io.steelyard.gateway.pin.BoardPlan;
import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.pin.Pin.Senses;
import io.steelyard.gateway.pin.Pin;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one {@code [[pin]]}. */
final class PinSection {
    /** A stand-in for a faulty line. */
    static final int NO_LINE = -1;
    /** A usual lock's coil draws back in a tenth of a second and bears a few seconds; doors swing open meanwhile. */
    private static final Duration LOCK_PULSE_DEFAULT = Duration.ofMillis(500);
    private static final Duration LOCK_PULSE_MIN = Duration.ofMillis(50);
    private static final Duration LOCK_PULSE_MAX = Duration.ofSeconds(5);
    private static final List<String> ROLES = Stream
            .concat(Stream.of("lamp", "buzzer", "lock"), Arrays.stream(Senses.values()).map(Senses::role)).toList();
    private static final List<String> LEVELS = List.of("high", "low");

    private final Section pin;
    private final List<String> names;
    private final boolean board;

    /**
     * @param names what a pin may follow or belong to: stations, compartments, the bin
     * @param board whether its line is a channel of an I/O board
     */
    PinSection(Section pin, List<String> names, boolean board) {
        this.pin = pin;
        this.names = names;
        this.board = board;
    }

    Pin read() {
        var name = pin.parsed("name", "the pin's name, as in \"bay-1-green\"",
                text -> Optional.of(text).filter(ConfigFile.NAME.asMatchPredicate()), ConfigFile.NAME_REMEDY, "");
        if (!pin.has("line")) {
            pin.fault("line", board
                    ? "is missing; give the board's channel, 0 to " + BoardPlan.CHANNEL_MAX
                            + ", which is 0 for the first"
                    : "is missing; give its GPIO number (BCM), as in 17");
        }
        int line = pin.numberOr("line", NO_LINE, 0, board ? BoardPlan.CHANNEL_MAX : GpioChip.LINE_MAX);
        boolean activeHigh = pin.parsedOr("active", "high", text -> Optional.of(text).filter(LEVELS::contains),
                "must be high or low").equals("high");
        var role = pin.parsed("role", "what it does: " + String.join(", ", ROLES),
                text -> Optional.of(text).filter(ROLES::contains), "must be one of " + String.join(", ", ROLES), "");
        var read = switch (role) {
            case "lamp" -> new Pin.Lamp(name, line, activeHigh, followed(), shows());
            case "buzzer" -> new Pin.Buzzer(name, line, activeHigh, followed());
            case "lock" -> new Pin.Lock(name, line, activeHigh, owner(), pulseNanos());
            default -> input(name, line, activeHigh, Senses.named(role).orElse(Senses.LID));
        };
        if (board && !activeHigh && read instanceof Pin.Output) {
            pin.fault("active",
                    "must be high: an I/O board's outputs rest off, also when nobody lives to switch them; wire it so");
        }
        if (!role.isEmpty()) { // without one nobody knows which further keys are its
            pin.finish();
        }
        return read;
    }

    private Pin.Input input(String name, int line, boolean activeHigh, Senses senses) {
        var owner = senses == Senses.LID || senses == Senses.BUTTON ? owner() : "";
        return new Pin.Input(name, line, activeHigh, owner, senses);
    }

    /** A board measures in steps of its own; the lock is open for no less than was written. */
    private long pulseNanos() {
        long nanos = pin.durationOr("pulse", LOCK_PULSE_DEFAULT, LOCK_PULSE_MIN, LOCK_PULSE_MAX).toNanos();
        return board ? Math.ceilDiv(nanos, BoardPlan.PULSE_STEP_NANOS) * BoardPlan.PULSE_STEP_NANOS : nanos;
    }

    private Pin.Shows shows() {
        var words = Arrays.stream(Pin.Shows.values()).map(Pin.Shows::word).collect(Collectors.joining(", "));
        return pin.parsed("shows", "when it is lit: " + words, Pin.Shows::named, "must be one of " + words,
                Pin.Shows.READY);
    }

    /** What it shows; where there is only one thing that need not be named. */
    private String followed() {
        if (!pin.has("station") && names.size() == 1) {
            return names.getFirst();
        }
        return pin.parsed("station", "whose state it shows: " + String.join(", ", names),
                text -> Optional.of(text).filter(names::contains), "must be one of " + String.join(", ", names), "");
    }

    /** The compartment that it belongs to, if any. */
    private String owner() {
        return pin.parsedOr("station", "", text -> Optional.of(text).filter(names::contains),
                "must be one of " + String.join(", ", names));
    }
}

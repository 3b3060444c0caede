package io.steelyard.gateway.pin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One named line, or channel of an I/O board, with its role. Outputs rest inactive: lamps and buzzers off, locks locked. */
public sealed interface Pin {
    String name();

    /** The GPIO number (BCM), not the header's pin number; on an I/O board the channel, of outputs and inputs apart. */
    int line();

    /** Which level means lit, sounding, energised, closed, alarmed, pressed. */
    boolean activeHigh();

    /** What it does, as in a configuration: {@code lamp}, {@code smoke}. */
    default String role() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** A line that is driven. */
    sealed interface Output extends Pin {
        /** The station, compartment or bin that it follows or belongs to; empty for none. */
        String station();

        /** How long it is active when it is asked for by name. */
        long pulseNanos();
    }

    /** A lamp that shows one thing about a station, a compartment or a bin. */
    record Lamp(String name, int line, boolean activeHigh, String station, Shows shows) implements Output {
        private static final long SEEN_NANOS = 1_000_000_000L;

        @Override
        public long pulseNanos() {
            return SEEN_NANOS;
        }
    }

    /** A buzzer that beeps once for each weighing recorded at a station or deposit credited in a bin, and sounds while its bin has an alarm. */
    record Buzzer(String name, int line, boolean activeHigh, String station) implements Output {
        private static final long BEEP_NANOS = 200_000_000L;

        @Override
        public long pulseNanos() {
            return BEEP_NANOS;
        }
    }

    /**
     * A lock whose coil opens it while energised, and burns when left so.
     *
     * @param station the compartment whose door it holds; empty for none
     */
    record Lock(String name, int line, boolean activeHigh, String station, long pulseNanos) implements Output {}

    /**
     * A switch, a detector or a button.
     *
     * @param station the compartment that it belongs to; empty for none
     */
    record Input(String name, int line, boolean activeHigh, String station, Senses senses) implements Pin {
        @Override
        public String role() {
            return senses.role();
        }

        /** What it says in a word: {@code closed}, {@code smoke}, {@code pressed}. */
        public String says(boolean active) {
            return active ? senses.active : senses.resting;
        }
    }

    /** What an input tells. */
    enum Senses {
        /** A lid or door is closed. */
        LID("closed", "open"),
        /** A detector reports smoke. */
        SMOKE("smoke", "no smoke"),
        /** The bin is tilted or being moved. */
        TILT("tilted", "upright"),
        /** The housing of the electronics is open. */
        ENCLOSURE("open", "shut"),
        /** Somebody presses it. */
        BUTTON("pressed", "released");

        private final String active;
        private final String resting;

        Senses(String active, String resting) {
            this.active = active;
            this.resting = resting;
        }

        /** The word in a configuration. */
        public String role() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Senses> named(String role) {
            return Arrays.stream(values()).filter(senses -> senses.role().equals(role)).findFirst();
        }
    }

    /** When a lamp is lit; what each means for a station says {@link PanStory}, for a bin {@link Signal#of}. */
    enum Shows {
        /** It may be used. */
        READY,
        /** It is in use, and nothing is recorded yet. */
        WORKING,
        /** What lies there, or was just put in, is recorded. */
        RECORDED,
        /** It cannot be used, or what lies there was not recorded. */
        FAULT;

        /** The word in a configuration. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Shows> named(String word) {
            return Arrays.stream(values()).filter(shows -> shows.word().equals(word)).findFirst();
        }
    }
}

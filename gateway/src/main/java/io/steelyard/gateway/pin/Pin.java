package io.steelyard.gateway.pin;

import io.steelyard.gateway.station.View.Phase;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One named line with its role. Outputs rest inactive: lamps and buzzers off, locks locked. */
public sealed interface Pin {
    String name();

    /** The GPIO number (BCM), not the header's pin number. */
    int line();

    /** Which level means lit, sounding, energised, closed. */
    boolean activeHigh();

    /** A line that is driven. */
    sealed interface Output extends Pin {
        /** The station that it follows; empty when it follows none. */
        String station();

        /** How long it is active when it is asked for by name. */
        long pulseNanos();
    }

    /** A lamp that shows one thing about a station. */
    record Lamp(String name, int line, boolean activeHigh, String station, Shows shows) implements Output {
        private static final long SEEN_NANOS = 1_000_000_000L;

        @Override
        public long pulseNanos() {
            return SEEN_NANOS;
        }
    }

    /** A buzzer that beeps once for each weighing recorded at a station. */
    record Buzzer(String name, int line, boolean activeHigh, String station) implements Output {
        private static final long BEEP_NANOS = 200_000_000L;

        @Override
        public long pulseNanos() {
            return BEEP_NANOS;
        }
    }

    /** A lock whose coil opens it while energised, and burns when left so. */
    record Lock(String name, int line, boolean activeHigh, long pulseNanos) implements Output {
        @Override
        public String station() {
            return "";
        }
    }

    /** A switch that is active while a lid or door is closed. */
    record Lid(String name, int line, boolean activeHigh) implements Pin {}

    /** When a lamp is lit. */
    enum Shows {
        /** The pan is empty and armed. */
        READY,
        /** A load lies on the pan and is not recorded yet. */
        WORKING,
        /** The load on the pan is recorded: it may be taken away. */
        RECORDED,
        /** The station cannot weigh, or the load on the pan was not recorded. */
        FAULT;

        /** The word in a configuration. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Shows> named(String word) {
            return Arrays.stream(values()).filter(shows -> shows.word().equals(word)).findFirst();
        }

        boolean lit(Signal signal) {
            return switch (this) {
                case READY -> signal.phase() == Phase.PLACE_THE_BAG;
                case WORKING -> signal.working();
                case RECORDED -> signal.recorded();
                case FAULT -> signal.phase() == Phase.FAULTED || signal.refused();
            };
        }
    }
}

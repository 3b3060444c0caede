package io.steelyard.gateway.deposit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What puts a bin out of service until it is over. Each is told the moment it begins, here and to the platform. */
public enum Alarm {
    /** A smoke detector. */
    SMOKE,
    /** A temperature above its limit. */
    HEAT,
    /** The bin was pushed over or is being carried away. */
    TILT,
    /** The housing of the electronics is open. */
    ENCLOSURE,
    /** A door is open that nobody was let into. */
    DOOR_FORCED,
    /** A door was not shut within its time. */
    DOOR_LEFT_OPEN;

    /** As in facts: {@code door-forced}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The alarm of this name in a fact. */
    public static Optional<Alarm> named(String text) {
        return Arrays.stream(values()).filter(alarm -> alarm.text().equals(text)).findFirst();
    }

    /** Whether there may be fire: then no door is opened for anybody, since air feeds it. */
    public boolean fire() {
        return this == SMOKE || this == HEAT;
    }
}

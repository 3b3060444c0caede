package io.steelyard.gateway.run;

import java.util.Optional;

/**
 * What there is to tell of the clocks.
 *
 * @param told how they stood by what was told last; empty when nothing was told since the start
 * @param now how they stand
 */
public record ClockChange(Optional<CalendarReading> told, CalendarReading now) {
    /** Smaller steps are not told: a leap second is none, and neither is what a time server smooths away. */
    static final long STEP_MILLIS_MAX = 1000;

    /** In the order of weight. */
    public enum Event {
        /** The daemon started. */
        START,
        /** The calendar moved against the uptime. */
        CORRECTED,
        /** Only trust came or went. */
        TRUSTED
    }

    /** By how much the calendar moved against the uptime; 0 at a start. */
    public long byMillis() {
        return told.map(before -> now.wallMinusUptimeMillis() - before.wallMinusUptimeMillis()).orElse(0L);
    }

    /** Empty when it need not be told. */
    public Optional<Event> event() {
        if (told.isEmpty()) {
            return Optional.of(Event.START);
        }
        if (Math.abs(byMillis()) > STEP_MILLIS_MAX) {
            return Optional.of(Event.CORRECTED);
        }
        return told.get().trusted() == now.trusted() ? Optional.empty() : Optional.of(Event.TRUSTED);
    }
}

package io.steelyard.gateway.run;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Decides when the platform must be told of the clocks: at the start, when the calendar has moved against the uptime since it was
 * told last, by a step or by drift added up, and when trust in it changed. However often it flaps, at most once in a while, and
 * then as it stands: the last state wins. Not for two threads at a time.
 */
public final class ClockWatch {
    /** From one telling to the next. */
    public static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private Optional<CalendarReading> told = Optional.empty();
    private long dueNanos = Long.MIN_VALUE;

    /** What to tell now, if anything; it is proposed again after the pause until it {@link #told} was. */
    public Optional<ClockChange> look(long nowNanos, CalendarReading reading) {
        if (nowNanos < dueNanos) {
            return Optional.empty();
        }
        var change = new ClockChange(told, reading);
        if (change.event().isEmpty()) {
            return Optional.empty();
        }
        dueNanos = nowNanos + PAUSE_NANOS;
        return Optional.of(change);
    }

    /** This was told and will not be lost. */
    public void told(ClockChange change) {
        told = Optional.of(change.now());
    }
}

package io.steelyard.gateway.run;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * How the calendar stood to the uptime at one moment. Drift apart, this changes only when somebody sets the calendar.
 *
 * @param atUptimeZero what the calendar, as it stood, would have shown when the monotonic clock was zero
 * @param trusted see {@link Time#wallTrusted()}
 */
public record CalendarReading(Instant atUptimeZero, boolean trusted) {
    /** Two clocks cannot be read at once; a reading interrupted for longer than this between them is taken again. */
    private static final long APART_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int ATTEMPTS_MAX = 3;

    /** Looks at both clocks; trusted only if it was so before and after. */
    public static CalendarReading of(Time time) {
        var reading = new CalendarReading(Instant.EPOCH, false);
        long apartNanos = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS_MAX && apartNanos > APART_NANOS_MAX; attempt++) {
            boolean trusted = time.wallTrusted();
            long beforeNanos = time.monotonicNanos();
            var wall = time.wall();
            long betweenNanos = time.monotonicNanos() - beforeNanos;
            if (betweenNanos < apartNanos) {
                apartNanos = betweenNanos;
                reading = new CalendarReading(wall.minusNanos(beforeNanos + betweenNanos / 2),
                        trusted && time.wallTrusted());
            }
        }
        return reading;
    }

    /** The calendar at a monotonic moment, as it stands now. */
    public Instant wallAt(long monotonicNanos) {
        return atUptimeZero.plusNanos(monotonicNanos);
    }

    /** The same in milliseconds since 1970; this plus an uptime is a wall time. */
    public long wallMinusUptimeMillis() {
        return atUptimeZero.toEpochMilli();
    }
}

package io.steelyard.gateway.bin;

import java.time.LocalTime;

/**
 * From when to when people are expected, by the clock on the wall; also over midnight.
 *
 * @param from the first minute
 * @param until the first minute after; the same as {@code from} for all day
 */
public record OpenHours(LocalTime from, LocalTime until) {
    /** All day. */
    public static final OpenHours ALWAYS = new OpenHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    boolean contain(LocalTime time) {
        boolean afterFrom = !time.isBefore(from);
        boolean beforeUntil = time.isBefore(until);
        return from.equals(until) || (from.isBefore(until) ? afterFrom && beforeUntil : afterFrom || beforeUntil);
    }
}

package io.steelyard.gateway.run;

import java.time.Instant;

/** The only source of time. Durations use the monotonic clock; wall time is for people and records and may be wrong. */
public interface Time {
    /** Nanoseconds since this machine booted; never goes back, stops for nothing but a reboot. */
    long monotonicNanos();

    /** The calendar as the machine believes it; never use it for a duration. */
    Instant wall();

    /** Whether a time source has set the calendar since boot; false on a board without a battery that has no network. */
    boolean wallTrusted();

    /** Identifies this boot, so that {@link #monotonicNanos()} of two boots are never compared. */
    String boot();
}

package io.steelyard.sim.script;

/**
 * One {@code [[event]]} of a script: an act, once or repeated.
 *
 * @param atNanos since the script began
 * @param everyNanos the time between repetitions; 0 for a single one
 * @param times how often in all; {@link #FOREVER} for no end
 */
public record EventSpec(long atNanos, String device, Act act, long everyNanos, long times) {
    /** Repeated for as long as the script runs. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** An act that happens once. */
    public static EventSpec once(long atNanos, String device, Act act) {
        return new EventSpec(atNanos, device, act, 0, 1);
    }

    EventSpec next() {
        return new EventSpec(atNanos + everyNanos, device, act, everyNanos, times == FOREVER ? FOREVER : times - 1);
    }
}

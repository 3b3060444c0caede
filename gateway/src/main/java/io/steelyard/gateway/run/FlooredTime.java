package io.steelyard.gateway.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The machine's time, whose calendar is not believed while it is before the {@link CalendarFloor}; and the keeper of that floor.
 *
 * <p>The floor follows a calendar that the machine has trusted, without a step, for as long as {@link #STEADY_NANOS}: a calendar
 * nobody vouches for never moves it, nor does a short visit of a trusted one to another decade. Such a calendar also lowers it,
 * so that a time server gone wrong for a day does not leave a gateway that believes no date any more.
 */
public final class FlooredTime implements Time {
    /** How long a calendar must have been trusted before the floor follows it, and from one writing to the next. */
    public static final long STEADY_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final Duration STEP_MAX = Duration.ofMillis(ClockChange.STEP_MILLIS_MAX);

    private final Time machine;
    private final CalendarFloor file;
    private volatile Instant floor;
    /** Since when the machine's calendar is trusted and went without a step; or since the floor was written. */
    private volatile long steadySinceNanos;
    // guarded by this
    private CalendarReading seen;

    private FlooredTime(Time machine, CalendarFloor file, Instant floor) {
        this.machine = machine;
        this.file = file;
        this.floor = floor;
        this.steadySinceNanos = machine.monotonicNanos();
        this.seen = CalendarReading.of(machine);
    }

    /** Reads the floor. */
    public static FlooredTime open(Time machine, CalendarFloor file) {
        return new FlooredTime(machine, file, file.read());
    }

    /** Looks for steps and for lost trust. Several times a minute; no I/O. */
    public synchronized void watch(long nowNanos) {
        var now = CalendarReading.of(machine);
        boolean stepped = Duration.between(seen.atUptimeZero(), now.atUptimeZero()).abs().compareTo(STEP_MAX) > 0;
        if (stepped || !now.trusted()) {
            steadySinceNanos = nowNanos;
            seen = now;
        }
    }

    /** Lets the floor follow, when it is time; of one thread that may do I/O. */
    public void keep() throws IOException {
        long nowNanos = machine.monotonicNanos();
        if (nowNanos - steadySinceNanos < STEADY_NANOS) {
            return;
        }
        watch(nowNanos); // a step since the last look
        if (nowNanos - steadySinceNanos < STEADY_NANOS || !machine.wallTrusted()) {
            return;
        }
        steadySinceNanos = nowNanos;
        floor = machine.wall();
        file.write(floor);
    }

    @Override
    public long monotonicNanos() {
        return machine.monotonicNanos();
    }

    @Override
    public Instant wall() {
        return machine.wall();
    }

    @Override
    public boolean wallTrusted() {
        return machine.wallTrusted() && !machine.wall().isBefore(floor);
    }

    @Override
    public String boot() {
        return machine.boot();
    }
}

package io.steelyard.gateway.run;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Looks at every link at fixed intervals. A hang is counted in looks and not in time, so that a machine that stood still as a
 * whole, the watchdog with it, is nobody's hang.
 */
public final class Watchdog implements Loop {
    /**
     * From one look to the next; a weight whose link hangs is blank this soon after it became too old, which is after half a second.
     * With a tenth to spare that is within a second, and every look less is processor time saved.
     */
    public static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final List<WatchedRunner> links;
    private final LongConsumer tick;
    private long lookDueNanos = Long.MIN_VALUE;

    /** @param tick told the time at every look, for whoever must see time pass although a link hangs */
    public Watchdog(List<WatchedRunner> links, LongConsumer tick) {
        this.links = links;
        this.tick = tick;
    }

    @Override
    public String name() {
        return "watchdog";
    }

    @Override
    public long step(long nowNanos) {
        if (nowNanos < lookDueNanos) {
            return lookDueNanos - nowNanos; // woken early: two looks at once would count double
        }
        lookDueNanos = nowNanos + LOOK_NANOS;
        links.forEach(WatchedRunner::look);
        tick.accept(nowNanos);
        return LOOK_NANOS;
    }

    @Override
    public void close() {
        // owns nothing: whoever made the runners closes them
    }
}

package io.steelyard.gateway.station;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** What came over one line since the start. Counted by the link's thread; any may ask. */
public final class LineCounts {
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong frameBytes = new AtomicLong();
    private final AtomicLong garbageBytes = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong valueNanos = new AtomicLong(NEVER);

    /** All that came. */
    public long bytes() {
        return bytes.get();
    }

    /** Good frames. */
    public long frames() {
        return frames.get();
    }

    /** Bytes of good frames. */
    long frameBytes() {
        return frameBytes.get();
    }

    /** Bytes that were no good frame, and refusals: a device that refuses whatever it is asked speaks another dialect. */
    public long garbageBytes() {
        return garbageBytes.get();
    }

    /** Codes that were heard again while they lay in the field: no second presentation. */
    public long repeats() {
        return repeats.get();
    }

    /** Since the last weight or code; empty when none was heard since the start. */
    public OptionalLong valueAgeNanos(long nowNanos) {
        long at = valueNanos.get();
        return at == NEVER ? OptionalLong.empty() : OptionalLong.of(Math.max(0, nowNanos - at));
    }

    void heard(int count) {
        bytes.addAndGet(count);
    }

    void frame(int count) {
        frames.incrementAndGet();
        frameBytes.addAndGet(count);
    }

    void garbage(int count) {
        garbageBytes.addAndGet(count);
    }

    void repeat() {
        repeats.incrementAndGet();
    }

    void value(long atNanos) {
        valueNanos.set(atNanos);
    }
}

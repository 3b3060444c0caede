package io.steelyard.gateway.run;

import java.time.Instant;

/** Time that moves only when the test says so; calendar and monotonic clock apart from each other. */
public final class ModelTime implements Time {
    public static final long START_NANOS = 8_123_341_000_000L;
    public static final Instant START = Instant.parse("2026-11-21T08:05:12.341Z");

    private long nowNanos = START_NANOS;
    private Instant wall = START;
    private boolean trusted = true;

    /** Both clocks go on. */
    public void passes(long nanos) {
        nowNanos += nanos;
        wall = wall.plusNanos(nanos);
    }

    /** The calendar is corrected, as by a time server. */
    public void corrected(Instant to) {
        wall = to;
    }

    public void untrusted() {
        trusted = false;
    }

    @Override
    public long monotonicNanos() {
        return nowNanos;
    }

    @Override
    public Instant wall() {
        return wall;
    }

    @Override
    public boolean wallTrusted() {
        return trusted;
    }

    @Override
    public String boot() {
        return "boot-1";
    }
}

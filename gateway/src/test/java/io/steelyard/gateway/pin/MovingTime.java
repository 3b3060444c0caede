package io.steelyard.gateway.pin;

import io.steelyard.gateway.run.Time;
import java.time.Instant;

/** Time that moves as the test says, and by a little at each look where something waits for it. */
final class MovingTime implements Time {
    private long nowNanos = 1_000_000_000_000L;
    private long lookNanos;

    void passes(long nanos) {
        nowNanos += nanos;
    }

    /** From now on it moves by this much whenever somebody looks. */
    void movesAtEachLook(long nanos) {
        lookNanos = nanos;
    }

    @Override
    public long monotonicNanos() {
        nowNanos += lookNanos;
        return nowNanos;
    }

    @Override
    public Instant wall() {
        return Instant.EPOCH;
    }

    @Override
    public boolean wallTrusted() {
        return false;
    }

    @Override
    public String boot() {
        return "boot-1";
    }
}

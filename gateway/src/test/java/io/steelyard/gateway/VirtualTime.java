package io.steelyard.gateway;

import io.steelyard.gateway.run.Time;
import java.time.Instant;

/** Time that moves only when the world, or a test, says so. One thread. */
public final class VirtualTime implements Time {
    private static final Instant BOOTED = Instant.parse("2026-11-21T08:00:00Z");

    private static final String BOOT = "5a1f7c02-9d3e-4c11-8a6b-2f40d1c8e973";

    private long nowNanos;
    private String boot = BOOT;

    /** Lets so much time pass. */
    public void advance(long nanos) {
        nowNanos += nanos;
    }

    /** The machine starts again, and counts from where it was. */
    public void reboot() {
        boot = "b" + boot.substring(1);
    }

    @Override
    public long monotonicNanos() {
        return nowNanos;
    }

    @Override
    public Instant wall() {
        return BOOTED.plusNanos(nowNanos);
    }

    @Override
    public boolean wallTrusted() {
        return true;
    }

    @Override
    public String boot() {
        return boot;
    }

    /** The calendar in milliseconds, for the evidence. */
    long millis() {
        return wall().toEpochMilli();
    }
}

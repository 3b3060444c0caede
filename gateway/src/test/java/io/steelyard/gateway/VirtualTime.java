package io.steelyard.gateway;

import io.steelyard.gateway.run.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * Time that moves only when the world, or a test, says so; its calendar can be set and lose trust, as on a board without a battery.
 * One thread.
 */
public final class VirtualTime implements Time {
    private static final Instant BOOTED = Instant.parse("2026-11-21T08:00:00Z");

    private static final String BOOT = "5a1f7c02-9d3e-4c11-8a6b-2f40d1c8e973";

    private long nowNanos;
    private String boot = BOOT;
    private Duration astray = Duration.ZERO;
    private boolean trusted = true;

    /** Lets so much time pass. */
    public void advance(long nanos) {
        nowNanos += nanos;
    }

    /** The machine starts again, and counts from where it was. */
    public void reboot() {
        boot = "b" + boot.substring(1);
    }

    /** Somebody sets the calendar so far ahead, or back; uptime goes on undisturbed. */
    void step(Duration by) {
        astray = astray.plus(by);
    }

    /** Whether a time source vouches for the calendar from now on. */
    void trust(boolean vouched) {
        trusted = vouched;
    }

    @Override
    public long monotonicNanos() {
        return nowNanos;
    }

    @Override
    public Instant wall() {
        return BOOTED.plus(astray).plusNanos(nowNanos);
    }

    @Override
    public boolean wallTrusted() {
        return trusted;
    }

    @Override
    public String boot() {
        return boot;
    }

    /** What a right calendar shows, in milliseconds, for the evidence. */
    long millis() {
        return BOOTED.plusNanos(nowNanos).toEpochMilli();
    }
}

package io.steelyard.gateway;

import io.steelyard.gateway.run.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;

/**
 * Time that moves only when the world, or a test, says so; its calendar can be set and lose trust, as on a board without a battery.
 * One thread.
 */
public final class VirtualTime implements Time {
    private static final Instant BOOTED = Instant.parse("2026-11-21T08:00:00Z");

    private static final UUID FIRST_BOOT = UUID.fromString("5a1f7c02-9d3e-4c11-8a6b-2f40d1c8e973");

    private final SequencedSet<String> boots = new LinkedHashSet<>();
    private long nowNanos;
    private Duration astray = Duration.ZERO;
    private boolean trusted = true;

    public VirtualTime() {
        reboot();
    }

    /** Lets so much time pass. */
    public void advance(long nanos) {
        nowNanos += nanos;
    }

    /** The machine starts again, as a boot of its own, and counts from where it was. */
    public void reboot() {
        boots.addLast(new UUID(FIRST_BOOT.getMostSignificantBits(),
                FIRST_BOOT.getLeastSignificantBits() + boots.size()).toString());
    }

    /** Somebody sets the calendar so far ahead, or back; uptime goes on undisturbed. */
    public void step(Duration by) {
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
        return boots.getLast();
    }

    /** What a right calendar showed when this boot had been up for so long; empty if there was no such moment yet. */
    Optional<Instant> moment(String boot, long uptimeMillis) {
        var moment = BOOTED.plusMillis(uptimeMillis);
        return boots.contains(boot) && uptimeMillis >= 0 && moment.toEpochMilli() <= millis()
                ? Optional.of(moment)
                : Optional.empty();
    }

    /** What a right calendar shows, in milliseconds, for the evidence. */
    long millis() {
        return BOOTED.plusNanos(nowNanos).toEpochMilli();
    }
}

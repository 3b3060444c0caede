package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();

    @Test
    void a_step_moves_the_calendar_and_neither_uptime_nor_truth() {
        var booted = time.wall();
        time.advance(7_000_000);
        time.step(Duration.ofDays(-3652));
        time.advance(3_000_000);

        assertEquals(booted.plusMillis(10).minus(Duration.ofDays(3652)), time.wall());
        assertEquals(10_000_000, time.monotonicNanos());
        assertEquals(booted.plusMillis(10).toEpochMilli(), time.millis());
    }

    @Test
    void every_boot_is_one_of_its_own_and_its_uptimes_have_their_true_moment() {
        var first = time.boot();
        time.reboot();
        var second = time.boot();
        time.reboot();
        time.step(Duration.ofDays(3652));
        time.advance(5_000_000);

        assertEquals(3, Set.of(first, second, time.boot()).size());
        assertEquals(Optional.of(Instant.ofEpochMilli(time.millis())), time.moment(second, 5));
        assertEquals(Optional.empty(), time.moment(second, 6));
        assertEquals(Optional.empty(), time.moment("another", 5));
    }

    @Test
    void trust_comes_and_goes_by_itself() {
        assertEquals(true, time.wallTrusted());
        time.trust(false);
        time.step(Duration.ofDays(1));
        assertEquals(false, time.wallTrusted());
    }
}

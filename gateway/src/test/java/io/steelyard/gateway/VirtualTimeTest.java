package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
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
    void trust_comes_and_goes_by_itself() {
        assertEquals(true, time.wallTrusted());
        time.trust(false);
        time.step(Duration.ofDays(1));
        assertEquals(false, time.wallTrusted());
    }
}

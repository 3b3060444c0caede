package io.steelyard.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CalendarReadingTest {
    /** A machine that stands still for a second between its two clocks, the first so many times. */
    private static final class Stalling implements Time {
        private int stallsLeft;
        private long nowNanos;
        private int trustAsked;
        private final int trustLostAt;

        Stalling(int stalls, int trustLostAt) {
            this.stallsLeft = stalls;
            this.trustLostAt = trustLostAt;
        }

        @Override
        public long monotonicNanos() {
            return nowNanos;
        }

        @Override
        public Instant wall() {
            var wall = Instant.EPOCH.plusNanos(nowNanos);
            if (stallsLeft > 0) {
                stallsLeft--;
                nowNanos += TimeUnit.SECONDS.toNanos(1);
            }
            return wall;
        }

        @Override
        public boolean wallTrusted() {
            return ++trustAsked < trustLostAt;
        }

        @Override
        public String boot() {
            return "boot-1";
        }
    }

    @Test
    void a_reading_interrupted_between_the_clocks_is_taken_again() {
        assertEquals(Instant.EPOCH, CalendarReading.of(new Stalling(2, 9)).atUptimeZero());
    }

    @Test
    void a_machine_that_always_stalls_is_read_as_well_as_it_can_be() {
        assertEquals(Instant.EPOCH.minusMillis(500), CalendarReading.of(new Stalling(9, 9)).atUptimeZero());
    }

    @Test
    void trust_that_goes_while_the_clocks_are_read_is_none() {
        assertEquals(false, CalendarReading.of(new Stalling(0, 2)).trusted());
        assertEquals(true, CalendarReading.of(new Stalling(0, 3)).trusted());
    }
}

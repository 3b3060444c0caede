package io.steelyard.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long FIRST = 1_000;
    private static final long LONGEST = 60_000;
    private static final int SEEDS = 200;

    @Test
    void pauses_double_up_to_the_longest_and_stay_there() {
        long[] bounds = {1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000};
        for (long seed = 0; seed < SEEDS; seed++) {
            var backoff = new Backoff(FIRST, LONGEST, new SplittableRandom(seed));
            for (long bound : bounds) {
                long pause = backoff.pauseNanos();
                assertTrue(pause >= bound / 2 && pause <= bound, pause + " of " + bound + ", seed " + seed);
            }
        }
    }

    @Test
    void a_thousand_failures_are_no_longer_apart_than_the_longest_pause() {
        var backoff = new Backoff(FIRST, LONGEST, new SplittableRandom(1));
        for (int failure = 0; failure < 1_000; failure++) {
            long pause = backoff.pauseNanos();
            assertTrue(pause > 0 && pause <= LONGEST, "pause " + pause);
        }
    }

    @Test
    void a_city_of_gateways_does_not_come_back_at_once() {
        var pauses = new HashSet<Long>();
        for (long seed = 0; seed < SEEDS; seed++) {
            pauses.add(new Backoff(LONGEST, LONGEST, new SplittableRandom(seed)).pauseNanos());
        }
        assertTrue(pauses.size() > SEEDS / 2, pauses.size() + " different pauses");
    }

    @Test
    void after_a_success_the_pauses_begin_anew() {
        var backoff = new Backoff(FIRST, LONGEST, new SplittableRandom(1));
        for (int failure = 0; failure < 10; failure++) {
            backoff.pauseNanos();
        }

        backoff.reset();

        assertTrue(backoff.pauseNanos() <= FIRST);
        assertTrue(backoff.pauseNanos() <= 2 * FIRST);
    }

    @Test
    void the_same_seed_gives_the_same_pauses() {
        var one = new Backoff(FIRST, LONGEST, new SplittableRandom(7));
        var other = new Backoff(FIRST, LONGEST, new SplittableRandom(7));
        for (int failure = 0; failure < 20; failure++) {
            assertEquals(one.pauseNanos(), other.pauseNanos());
        }
    }
}

package io.steelyard.sim.bin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.history.CompartmentStory;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class VisitorTest {
    private static final long STEP_MILLIS = 20;
    private static final long HOURS_MILLIS = TimeUnit.HOURS.toMillis(2);
    private static final Visitor.Pace PACE = new Visitor.Pace(TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(8),
            TimeUnit.SECONDS.toNanos(30), TimeUnit.SECONDS.toNanos(5));

    /** A gateway that lets everybody in: whatever card, half a second later the locks are energised for a while. */
    private static final class Open {
        final Street street = new Street();
        final Visitor visitor;
        private int seen;
        private long pulseAtMillis = Long.MAX_VALUE;
        private long millis;

        Open(long seed) {
            visitor = new Visitor(street.bin, street.cards(), PACE, new SplittableRandom(seed));
            visitor.begin(0);
        }

        void pass(long forMillis) {
            for (long end = millis + forMillis; millis < end; millis += STEP_MILLIS) {
                street.pass(STEP_MILLIS);
                visitor.step(street.nowNanos());
                if (street.presented.size() > seen) {
                    seen = street.presented.size();
                    pulseAtMillis = millis + 500;
                }
                boolean on = millis >= pulseAtMillis && millis < pulseAtMillis + 4_000;
                street.turn(Street.PAPER_LOCK, on);
                street.turn(Street.GLASS_LOCK, on);
            }
        }

        List<CompartmentStory> stories() {
            return street.bin.stories();
        }
    }

    @Test
    void the_same_seed_is_the_same_day_and_another_seed_another() {
        Open first = new Open(1);
        Open again = new Open(1);
        Open other = new Open(2);
        List.of(first, again, other).forEach(day -> day.pass(HOURS_MILLIS));

        assertEquals(first.stories(), again.stories());
        assertEquals(first.street.presented, again.street.presented);
        assertNotEquals(first.stories(), other.stories());
    }

    @Test
    void people_of_every_kind_come() {
        Open day = new Open(3);
        day.pass(HOURS_MILLIS);

        assertTrue(day.street.presented.containsAll(List.of("resident-1", "resident-2", "crew", "denied", "stranger")),
                day.street.presented::toString);
        for (CompartmentStory story : day.stories()) {
            boolean leftOpen = false;
            boolean forced = false;
            boolean rebounded = false;
            long shut = 0;
            for (var opening : story.openings()) {
                long since = shut;
                boolean free = story.pulsesMillis().stream()
                        .anyMatch(pulse -> pulse >= since && pulse <= opening.fromMillis());
                leftOpen |= opening.toMillis() - opening.fromMillis() > 30_000;
                forced |= !free && opening.fromMillis() - since > 3_000;
                rebounded |= opening.fromMillis() - since < 700;
                shut = opening.toMillis();
            }
            assertTrue(leftOpen && forced && rebounded, story.name() + leftOpen + forced + rebounded);
        }
    }

    @Test
    void who_behaves_only_ever_adds_until_the_crew_is_called() {
        Open day = new Open(4);
        day.visitor.behave();
        day.pass(HOURS_MILLIS);

        for (CompartmentStory story : day.stories()) {
            BigDecimal before = BigDecimal.ZERO;
            boolean emptied = false;
            for (var load : story.loads()) {
                boolean more = load.kilograms().compareTo(before) >= 0;
                assertTrue(more || load.kilograms().compareTo(new BigDecimal("0.060")) < 0, story.name());
                emptied |= !more;
                before = load.kilograms();
            }
            assertTrue(emptied, story.name());
        }
    }

    @Test
    void at_a_locked_door_people_give_up_and_at_closing_time_nobody_comes_any_more() {
        Street locked = new Street();
        Visitor visitor = new Visitor(locked.bin, locked.cards(), PACE, new SplittableRandom(5));
        visitor.behave();
        for (int i = 0; i < 10_000; i++) {
            locked.pass(STEP_MILLIS);
            visitor.step(locked.nowNanos());
        }
        assertTrue(locked.presented.size() > 5, locked.presented::toString);
        assertEquals(List.of(), locked.bin.stories().getFirst().openings());

        visitor.closeTime();
        for (int i = 0; i < 2_000; i++) {
            locked.pass(STEP_MILLIS);
            visitor.step(locked.nowNanos());
        }
        int came = locked.presented.size();
        locked.pass(60_000);
        visitor.step(locked.nowNanos());
        assertTrue(visitor.away());
        assertEquals(came, locked.presented.size());
    }
}

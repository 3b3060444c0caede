package io.steelyard.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockWatchTest {
    private static final Instant RIGHT = Instant.parse("2026-11-21T08:00:00Z");
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ClockWatch watch = new ClockWatch();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0S         | true  | true  | nothing
            PT1S         | true  | true  | nothing
            PT-1S        | true  | true  | nothing
            PT1.001S     | true  | true  | CORRECTED by 1001
            PT-1.001S    | true  | true  | CORRECTED by -1001
            P3652D       | false | true  | CORRECTED by 315532800000
            P-3652D      | true  | true  | CORRECTED by -315532800000
            P-20778D     | true  | false | CORRECTED by -1795219200000
            P3652D       | true  | false | CORRECTED by 315532800000
            PT0S         | false | true  | TRUSTED by 0
            PT0.12S      | true  | false | TRUSTED by 120
            PT1S         | false | true  | TRUSTED by 1000
            """)
    void a_step_of_more_than_a_second_or_a_change_of_trust_is_told(Duration step, boolean trusted, boolean trustedNow,
            String told) {
        start(new CalendarReading(RIGHT, trusted));

        assertEquals(told, show(watch.look(ClockWatch.PAUSE_NANOS, new CalendarReading(RIGHT.plus(step), trustedNow))));
    }

    @Test
    void the_first_to_be_told_is_the_start() {
        assertEquals("START by 0", show(watch.look(5, new CalendarReading(RIGHT, false))));
    }

    @Test
    void drift_is_told_when_it_has_added_up_to_more_than_a_second() {
        start(new CalendarReading(RIGHT, true));
        var told = new StringBuilder();
        for (int minute = 1; minute <= 25; minute++) {
            look(minute * ClockWatch.PAUSE_NANOS, new CalendarReading(RIGHT.plusMillis(100L * minute), true))
                    .ifPresent(change -> told.append(change.byMillis()).append(' '));
        }
        assertEquals("1100 1100 ", told.toString());
    }

    @Test
    void two_leap_seconds_are_a_step_and_one_is_none() {
        start(new CalendarReading(RIGHT, true));
        assertEquals("nothing", show(look(ClockWatch.PAUSE_NANOS, new CalendarReading(RIGHT.minusSeconds(1), true))));
        assertEquals("CORRECTED by -2000",
                show(look(2 * ClockWatch.PAUSE_NANOS, new CalendarReading(RIGHT.minusSeconds(2), true))));
    }

    @Test
    void a_flapping_calendar_is_told_once_a_minute_and_the_last_state_wins() {
        start(new CalendarReading(RIGHT, true));
        int told = 0;
        for (int second = 1; second <= 600; second++) {
            var flapping = RIGHT.plus(Duration.ofDays(second % 2 == 0 ? 0 : 3652));
            told += look(second * SECOND, new CalendarReading(flapping, second % 3 == 0)).isPresent() ? 1 : 0;
        }
        assertEquals(9, told); // of ten minutes, the first is the start's

        var last = RIGHT.plus(Duration.ofDays(5));
        assertEquals(last, look(700 * SECOND, new CalendarReading(last, true)).orElseThrow().now().atUptimeZero());
        assertEquals("nothing", show(look(900 * SECOND, new CalendarReading(last, true))));
    }

    @Test
    void what_was_not_told_is_proposed_again_after_the_pause_as_it_then_stands() {
        start(new CalendarReading(RIGHT, true));
        var ahead = new CalendarReading(RIGHT.plusSeconds(10), true);
        assertEquals("CORRECTED by 10000", show(watch.look(ClockWatch.PAUSE_NANOS, ahead)));
        assertEquals("nothing", show(watch.look(2 * ClockWatch.PAUSE_NANOS - 1, ahead)));
        var further = new CalendarReading(RIGHT.plusSeconds(20), true);
        assertEquals("CORRECTED by 20000", show(watch.look(2 * ClockWatch.PAUSE_NANOS, further)));
    }

    private void start(CalendarReading reading) {
        assertEquals("START by 0", show(look(0, reading)));
    }

    /** What is proposed is told at once. */
    private Optional<ClockChange> look(long nowNanos, CalendarReading reading) {
        var change = watch.look(nowNanos, reading);
        change.ifPresent(watch::told);
        return change;
    }

    private static String show(Optional<ClockChange> change) {
        return change.map(found -> found.event().orElseThrow() + " by " + found.byMillis()).orElse("nothing");
    }
}

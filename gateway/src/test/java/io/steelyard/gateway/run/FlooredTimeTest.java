package io.steelyard.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlooredTimeTest {
    private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration TEN_YEARS = Duration.ofDays(3652);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @TempDir
    private Path folder = Path.of("");
    private final ModelTime machine = new ModelTime();

    @Test
    void a_calendar_before_the_software_was_made_is_not_believed() {
        machine.corrected(BUILT.minusNanos(1));
        assertFalse(open().wallTrusted());
        machine.corrected(BUILT);
        assertTrue(open().wallTrusted());
    }

    @Test
    void a_calendar_nobody_vouches_for_is_not_believed_either() {
        machine.untrusted();
        assertFalse(open().wallTrusted());
    }

    @Test
    void after_an_hour_of_trust_the_floor_is_kept_over_a_restart() throws IOException {
        live(open(), 59);
        assertEquals(BUILT, floor().read());
        live(open(), 60);
        assertEquals(machine.wall(), floor().read());

        machine.corrected(Instant.EPOCH);
        assertFalse(open().wallTrusted());
        machine.corrected(ModelTime.START);
        assertFalse(open().wallTrusted(), "earlier than the last shutdown");
    }

    @Test
    void the_floor_is_written_at_most_once_an_hour() throws IOException {
        live(open(), 119);
        assertEquals(ModelTime.START.plus(Duration.ofHours(1)), floor().read());
    }

    @Test
    void a_calendar_ten_years_ahead_that_nobody_vouches_for_never_moves_the_floor() throws IOException {
        machine.untrusted();
        machine.corrected(ModelTime.START.plus(TEN_YEARS));
        live(open(), 600);
        assertEquals(BUILT, floor().read());
    }

    @Test
    void nor_does_a_visit_of_less_than_an_hour_of_a_trusted_one() throws IOException {
        var time = open();
        live(time, 30);
        machine.corrected(machine.wall().plus(TEN_YEARS));
        live(time, 59);
        machine.corrected(machine.wall().minus(TEN_YEARS));
        live(time, 59);
        assertEquals(BUILT, floor().read());
        live(time, 2);
        assertEquals(machine.wall(), floor().read());
    }

    @Test
    void nor_does_one_that_began_since_the_last_look() throws IOException {
        var time = open();
        live(time, 59);
        machine.passes(MINUTE);
        machine.corrected(machine.wall().plus(TEN_YEARS));
        time.keep();
        assertEquals(BUILT, floor().read());
    }

    @Test
    void a_floor_set_by_a_time_server_gone_wrong_comes_down_after_an_hour_of_a_right_one() throws IOException {
        var time = open();
        machine.corrected(machine.wall().plus(TEN_YEARS));
        live(time, 61);
        machine.corrected(machine.wall().minus(TEN_YEARS));
        assertFalse(time.wallTrusted(), "two calendars were vouched for and cannot both be right");
        live(time, 61);
        assertTrue(time.wallTrusted());
    }

    @Test
    void a_file_that_holds_no_date_proves_nothing() throws IOException {
        Files.writeString(folder.resolve(CalendarFloor.NAME), "");
        assertEquals(BUILT, floor().read());
        Files.writeString(folder.resolve(CalendarFloor.NAME), "1999-01-01T00:00:00Z\n");
        assertEquals(BUILT, floor().read(), "nor does one from before the software was made");
    }

    private FlooredTime open() {
        return FlooredTime.open(machine, floor());
    }

    private CalendarFloor floor() {
        return new CalendarFloor(folder, BUILT);
    }

    private void live(FlooredTime time, int minutes) throws IOException {
        for (int minute = 0; minute < minutes; minute++) {
            machine.passes(MINUTE);
            time.watch(time.monotonicNanos());
            time.keep();
        }
    }
}

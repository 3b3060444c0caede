package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.config.ScaleChecks;
import io.steelyard.gateway.run.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckWatchTest {
    private static final Instant LAST_DAY = Instant.parse("2027-11-21T23:59:00Z");

    @TempDir
    private Path data;

    private final List<String> said = new ArrayList<>();
    private final Calendar calendar = new Calendar();

    private static final class Calendar implements Time {
        private Instant wall = LAST_DAY;
        private boolean trusted = true;

        @Override
        public long monotonicNanos() {
            return 0;
        }

        @Override
        public Instant wall() {
            return wall;
        }

        @Override
        public boolean wallTrusted() {
            return trusted;
        }

        @Override
        public String boot() {
            return "boot";
        }
    }

    private CheckWatch watch() throws Exception {
        ScaleChecks.read(data).with(data, "bay-1-scale", LocalDate.of(2027, 11, 21));
        return new CheckWatch(data, Map.of("bay-1", "bay-1-scale", "bay-2", "bay-2-scale"), calendar, said::add);
    }

    @Test
    void a_check_counts_through_its_last_day_then_it_is_overdue_and_told_once_a_day() throws Exception {
        var watch = watch();
        watch.look(0);
        assertEquals("", watch.sentence());
        calendar.wall = LAST_DAY.plus(Duration.ofMinutes(2));
        long nowNanos = TimeUnit.MINUTES.toNanos(2);
        for (int minute = 0; minute < 3; minute++) {
            watch.look(nowNanos + TimeUnit.MINUTES.toNanos(minute));
        }
        assertEquals("; bay-1-scale: its check is overdue since 2027-11-21", watch.sentence());
        assertEquals(Optional.empty(), watch.overdue("bay-2"), "never checked is not overdue");
        assertEquals(List.of("bay-1-scale: its check is overdue since 2027-11-21; have it checked with a reference mass"
                + " (/field of the kiosk, or steelyard provision)"), said);
        watch.look(nowNanos + TimeUnit.DAYS.toNanos(1));
        assertEquals(2, said.size());
    }

    @Test
    void a_check_made_meanwhile_ends_it_without_a_restart() throws Exception {
        calendar.wall = LAST_DAY.plus(Duration.ofDays(9));
        var watch = watch();
        watch.look(0);
        assertEquals(Optional.of("bay-1-scale: its check is overdue since 2027-11-21"), watch.overdue("bay-1"));
        ScaleChecks.read(data).with(data, "bay-1-scale", LocalDate.of(2028, 11, 21));
        watch.look(TimeUnit.MINUTES.toNanos(1));
        assertEquals(Optional.empty(), watch.overdue("bay-1"));
    }

    @Test
    void a_check_passed_at_the_kiosk_is_kept_at_the_next_look_and_counts_at_once() throws Exception {
        calendar.wall = LAST_DAY.plus(Duration.ofDays(9));
        var watch = watch();
        watch.look(0);
        watch.passed("bay-1-scale", LocalDate.of(2028, 11, 21));
        watch.look(1);
        assertEquals(Optional.empty(), watch.overdue("bay-1"));
        assertEquals(Map.of("bay-1-scale", LocalDate.of(2028, 11, 21)), ScaleChecks.read(data).until());
    }

    @Test
    void a_calendar_nobody_vouches_for_makes_nothing_overdue() throws Exception {
        calendar.wall = LAST_DAY.plus(Duration.ofDays(900));
        calendar.trusted = false;
        var watch = watch();
        watch.look(0);
        assertEquals("", watch.sentence());
        assertEquals(List.of(), said);
    }

    @Test
    void a_file_that_does_not_read_is_one_sentence() throws Exception {
        var watch = watch();
        Files.writeString(data.resolve("scale.checks"), "bay-1-scale soon\n");
        watch.look(0);
        assertEquals("read " + data.resolve("scale.checks") + ": \"bay-1-scale soon\" is not a scale's name and a day;"
                + " remove the file and check the scales anew",
                said.getFirst());
    }
}

package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.station.Commits.Completion;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts are removed when they are acknowledged and old, or acknowledged and too many, and never otherwise. */
class RetentionTest {
    private static final Keep A_DAY = new Keep(Duration.ofDays(1), Long.MAX_VALUE);
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int CALLS_MAX = 200;

    @TempDir
    Path folder = Path.of("");

    private final List<String> complaints = new ArrayList<>();
    private final FailingDisk disk = new FailingDisk(FailingDisk.When.INSTEAD);
    private Bench bench = new Bench(folder);
    private JournalLoop loop = new JournalLoop(new Journal(folder, disk, bench.encoder()), 0, bench.time,
            complaints::add);

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        start(A_DAY);
    }

    private void start(Keep keep) throws Exception {
        loop = new JournalLoop(bench.open(disk), 0, bench.time, complaints::add);
        loop.keep(keep, () -> Long.MAX_VALUE);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void what_is_acknowledged_and_older_than_a_day_of_running_is_removed() throws Exception {
        write(10);
        acknowledge(10);
        hours(1);
        write(10);
        acknowledge(20);

        hours(23);
        assertEquals(0, loop.pruned(),
                "the first ten are 24 hours old, the hour in which they were written is not yet");
        hours(1);
        assertEquals(10, loop.pruned());
        assertEquals(11, bench.facts().getFirst().seq());
        hours(1);
        assertEquals(19, loop.pruned(), "the newest stays: the next one names it");
        assertSound(1);
    }

    @Test
    void what_is_not_acknowledged_stays_however_old() throws Exception {
        write(10);
        acknowledge(4);
        hours(100);

        assertEquals(4, loop.pruned());
        assertEquals(6, bench.facts().size());
        assertSound(6);
    }

    @Test
    void a_wrong_date_removes_nothing() throws Exception {
        write(10);
        acknowledge(10);
        bench.time.corrected(Instant.parse("2049-01-01T00:00:00Z"));
        hours(3);
        bench.time.corrected(Instant.parse("1970-01-01T00:00:00Z"));
        hours(3);

        assertEquals(0, loop.pruned());
    }

    @Test
    void hours_of_running_add_up_over_restarts_and_time_in_between_does_not_count() throws Exception {
        write(10);
        acknowledge(10);
        for (int day = 0; day < 3; day++) {
            hours(8);
            loop.close();
            bench.time.passes(Duration.ofDays(30).toNanos());
            start(A_DAY);
        }
        assertEquals(0, loop.pruned());
        hours(2);
        assertEquals(9, loop.pruned());
    }

    @Test
    void a_journal_larger_than_configured_loses_its_oldest_acknowledged_facts_until_it_is_not() throws Exception {
        loop.close();
        start(new Keep(Duration.ofDays(400), 400_000));
        for (int batch = 0; batch < 100; batch++) {
            write(20);
        }
        acknowledge(1_500);
        minutes(30);

        assertTrue(loop.pruned() > 0 && loop.pruned() < 1_500, "pruned " + loop.pruned());
        assertTrue(used() <= 400_000, "used " + used());
        assertTrue(used() > 350_000, "no more than necessary, used " + used());
        assertSound((int) (2_000 - loop.pruned()));
    }

    @Test
    void a_journal_full_of_what_is_not_acknowledged_stays_whole() throws Exception {
        loop.close();
        start(new Keep(Duration.ofDays(400), 1));
        for (int batch = 0; batch < 20; batch++) {
            write(20);
        }
        hours(2);

        assertEquals(0, loop.pruned());
        assertEquals(400, bench.facts().size());
    }

    @Test
    void it_works_in_small_pieces_with_pauses_and_only_while_no_weighing_waits() throws Exception {
        loop.close();
        start(new Keep(Duration.ofDays(400), 1));
        for (int batch = 0; batch < 20; batch++) {
            write(20);
        }
        acknowledge(400);
        loop.offer(bench.draft("a"), Completion.IGNORED);
        loop.step(bench.time.monotonicNanos());
        assertEquals(0, loop.pruned());
        assertEquals(401, loop.head());

        bench.time.passes(Retention.LOOK_NANOS);
        long idle = loop.step(bench.time.monotonicNanos());
        assertEquals(Retention.FACTS_MAX, loop.pruned());
        assertTrue(idle > 0, "the disk is there for weighings");
        loop.step(bench.time.monotonicNanos());
        assertEquals(Retention.FACTS_MAX, loop.pruned());
        bench.time.passes(idle);
        loop.step(bench.time.monotonicNanos());
        assertEquals(2 * Retention.FACTS_MAX, loop.pruned());
    }

    @Test
    void hours_are_forgotten_once_they_decide_nothing() throws Exception {
        write(1);
        hours(100);
        try (var connection = DriverManager.getConnection(JournalFile.url(bench.file()))) {
            assertEquals(25, JournalFile.number(connection, "SELECT count(*) FROM hour"));
        }
    }

    @Test
    void a_failure_at_any_call_loses_nothing_and_is_made_up_for() throws Exception {
        write(10);
        acknowledge(10);
        hours(25);
        assertEquals(9, loop.pruned());
        write(10);
        acknowledge(20);
        hours(24);
        boolean failed = true;
        for (int call = 1; failed; call++) {
            assertTrue(call < CALLS_MAX, "it is a few calls");
            loop.step(bench.time.monotonicNanos());
            bench.time.passes(Retention.HOUR_NANOS);
            disk.failsAt(call, CALLS_MAX);
            loop.step(bench.time.monotonicNanos());
            failed = disk.healed();
            assertEquals(20, loop.head());
            assertSound((int) (20 - read()));
        }
        minutes(2);
        assertEquals(19, loop.pruned());
        assertTrue(!complaints.isEmpty());
    }

    @Test
    void a_restart_finds_the_journal_where_it_begins_and_the_head_before_it_proves_nothing() throws Exception {
        write(10);
        acknowledge(10);
        hours(26);
        loop.close();
        var opened = bench.openFolder();
        assertEquals(Optional.empty(), opened.quarantined());
        assertEquals(9, opened.journal().pruned());
        assertEquals(10, opened.journal().head());
        opened.journal().close();
        start(A_DAY);
    }

    @Test
    void what_is_not_acknowledged_or_newest_cannot_be_removed_by_mistake() throws Exception {
        loop.close();
        try (var journal = bench.open()) {
            journal.commit(bench.drafts("a", "b", "c"), 0);
            journal.commit(List.of(), 2);
            assertThrows(IllegalArgumentException.class, () -> journal.prune(3));
            journal.commit(List.of(), 3);
            assertThrows(IllegalArgumentException.class, () -> journal.prune(3));
            journal.prune(2);
        }
        start(A_DAY);
        assertSound(1);
    }

    private void write(int facts) {
        Collections.nCopies(facts, bench.draft("fact")).forEach(draft -> loop.offer(draft, Completion.IGNORED));
        loop.step(bench.time.monotonicNanos());
    }

    private void acknowledge(long through) {
        loop.acknowledge(through);
        loop.step(bench.time.monotonicNanos());
        loop.step(bench.time.monotonicNanos() + JournalLoop.ACKNOWLEDGE_WAIT_NANOS);
        assertEquals(through, loop.acknowledged());
    }

    private void hours(int hours) {
        minutes(60 * hours);
    }

    private void minutes(int minutes) {
        for (long end = bench.time.monotonicNanos() + minutes * MINUTE_NANOS; bench.time.monotonicNanos() < end;) {
            loop.step(bench.time.monotonicNanos());
            bench.time.passes(MINUTE_NANOS / 2);
        }
        loop.step(bench.time.monotonicNanos());
    }

    private long used() throws Exception {
        try (var connection = DriverManager.getConnection(JournalFile.url(bench.file()))) {
            return JournalFile.usedBytes(connection);
        }
    }

    private long read() throws Exception {
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            return reader.pruned().through();
        }
    }

    /** So many facts, and an auditor finds nothing wrong with them. */
    private void assertSound(int facts) throws Exception {
        assertEquals(facts, bench.facts().size());
        assertEquals(Optional.empty(), bench.fault());
    }
}

package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.journal.FailingDisk.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fails at the n-th call, for every n. */
class JournalFailuresTest {
    private static final int CALLS_MAX = 200;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void a_failure_at_any_call_of_a_commit_leaves_all_or_nothing_and_says_which(When when) throws Exception {
        boolean failed = true;
        for (int call = 1; failed; call++) {
            assertTrue(call < CALLS_MAX, "a commit is a few calls");
            var disk = new FailingDisk(when);
            var bench = bench(call);
            var expected = new ArrayList<>(List.of("a", "b"));
            try (var journal = bench.open(disk)) {
                journal.commit(bench.drafts("a", "b"), 0);
                disk.failsAt(call, 0);
                boolean committed = commits(journal, bench, "c", "d");
                failed = disk.healed();
                if (committed) {
                    expected.addAll(List.of("c", "d"));
                }
                assertEquals(expected, bench.texts(), "call " + call);
                assertEquals(committed ? 1 : 0, journal.acknowledged(), "call " + call);
                goesOn(journal, bench, expected, call);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_disk_that_fails_for_a_while_never_makes_the_journal_confirm_what_it_does_not_hold(When when)
            throws Exception {
        boolean failed = true;
        for (int call = 1; failed; call++) {
            assertTrue(call < CALLS_MAX, "a commit is a few calls");
            var disk = new FailingDisk(when);
            var bench = bench(call);
            try (var journal = bench.open(disk)) {
                journal.commit(bench.drafts("a", "b"), 0);
                disk.failsAt(call, CALLS_MAX);
                boolean doubt = false;
                boolean committed = false;
                try {
                    journal.commit(bench.drafts("c"), 1);
                    committed = true;
                } catch (InDoubtException _) {
                    doubt = true;
                } catch (JournalException _) {
                    // then nothing was written
                }
                failed = disk.healed();
                assertFalse(failed && committed, "call " + call);
                var expected = new ArrayList<>(bench.texts());
                if (doubt) {
                    assertEquals(expected.contains("c"), journal.settle().isPresent(), "call " + call);
                } else {
                    assertEquals(committed, expected.contains("c"), "call " + call);
                }
                assertTrue(List.of(List.of("a", "b"), List.of("a", "b", "c")).contains(expected), "call " + call);
                goesOn(journal, bench, expected, call);
            }
        }
    }

    @Test
    void a_commit_that_fails_after_it_happened_is_reported_as_committed_and_not_doubled() throws Exception {
        int committedAfterAll = 0;
        boolean failed = true;
        for (int call = 1; failed; call++) {
            var disk = new FailingDisk(When.AFTERWARDS);
            var bench = bench(call);
            try (var journal = bench.open(disk)) {
                disk.failsAt(call, 0);
                boolean committed = commits(journal, bench, "a");
                failed = disk.healed();
                committedAfterAll += failed && committed ? 1 : 0;
                assertEquals(committed ? List.of("a") : List.of(), bench.texts());
            }
        }
        assertEquals(1, committedAfterAll, "the one call that makes it durable");
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_at_any_call_of_opening_leaves_a_journal_that_opens_the_next_time(When when) throws Exception {
        boolean failed = true;
        for (int call = 1; failed; call++) {
            assertTrue(call < CALLS_MAX, "opening is a few calls");
            var disk = new FailingDisk(when);
            var bench = bench(call);
            disk.failsAt(call, 0);
            try (var journal = bench.open(disk)) {
                assertEquals(0, journal.head());
            } catch (JournalException _) {
                // what it left behind is what matters
            }
            failed = disk.healed();
            try (var journal = bench.open(disk)) {
                goesOn(journal, bench, new ArrayList<>(), call);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_commit_goes_unsynced_after_growing_the_log_failed(When when) throws Exception {
        for (int call = 1; call <= 16; call++) { // more than it makes
            var disk = new FailingDisk(when);
            var bench = bench(call);
            try (var journal = bench.open(disk)) {
                disk.failsAt(call, 0);
                try {
                    journal.growLog();
                } catch (JournalException _) {
                    // the daemon decides; the journal must stay safe either way
                }
                disk.healed();
                goesOn(journal, bench, new ArrayList<>(), call);
            }
        }
    }

    @Test
    void a_number_is_not_used_again_when_its_fact_is_gone() throws Exception {
        var disk = new FailingDisk(When.INSTEAD);
        var bench = new Bench(folder);
        try (var journal = bench.open(disk)) {
            journal.commit(bench.drafts("a", "b"), 0);
            disk.failsAt(1, CALLS_MAX);
            assertFalse(commits(journal, bench, "c"));
            disk.healed();
            try (var theirs = DriverManager.getConnection(JournalFile.url(bench.file()));
                    var statement = theirs.createStatement()) {
                assertEquals(1, statement.executeUpdate("DELETE FROM fact WHERE seq=2"));
            }

            assertFalse(commits(journal, bench, "d"), "the platform may know another fact 2");
        }
        assertEquals(List.of("a"), bench.texts());
    }

    private Bench bench(int call) throws Exception {
        return new Bench(Files.createDirectory(folder.resolve("call-" + call)));
    }

    private static boolean commits(Journal journal, Bench bench, String... texts) {
        try {
            journal.commit(bench.drafts(texts), journal.head() > 0 ? 1 : 0);
            return true;
        } catch (JournalException _) {
            return false;
        }
    }

    /** The next commit is dense, chained, durable and known to the journal. */
    private static void goesOn(Journal journal, Bench bench, List<String> expected, int call) throws Exception {
        var next = journal.commit(bench.drafts("next"), 0);
        expected.add("next");
        assertEquals(expected, bench.texts(), "call " + call);
        assertEquals(Optional.empty(), bench.fault(), "call " + call);
        assertEquals(bench.facts().getLast(), next.getLast(), "call " + call);
        assertEquals(expected.size(), journal.head(), "call " + call);
    }
}

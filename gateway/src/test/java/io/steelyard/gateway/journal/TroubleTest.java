package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.station.Commits.Completion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;

/** Each thing that can be wrong with a disk is told as what it is, and no more often than people can read. */
class TroubleTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @TempDir
    Path folder = Path.of("");

    private final FailingDisk disk = new FailingDisk(FailingDisk.When.INSTEAD);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "BUSY          | busy           | another program holds the database; end it",
            "BUSY_RECOVERY | busy           | another program holds the database; end it",
            "BUSY_SNAPSHOT | busy           | another program holds the database; end it",
            "LOCKED        | busy           | another program holds the database; end it",
            "PROTOCOL      | busy           | another program holds the database; end it",
            "FULL          | full           | the disk is full; free some space, weighing resumes by itself",
            "IOERR         | disk-error     | the disk reports an error; replace the card",
            "IOERR_READ    | disk-error     | the disk reports an error; replace the card",
            "IOERR_FSYNC   | disk-error     | the disk reports an error; replace the card",
            "IOERR_CORRUPTFS | disk-error   | the disk reports an error; replace the card",
            "READONLY      | not-writable   | it may not be written; check the folder's owner and whether the file",
            "READONLY_DBMOVED | not-writable | it may not be written; check the folder's owner and whether the file",
            "CANTOPEN      | not-writable   | it may not be written; check the folder's owner and whether the file",
            "PERM          | not-writable   | it may not be written; check the folder's owner and whether the file",
            "CORRUPT       | damaged        | the file is damaged (SQLITE_CORRUPT)",
            "CORRUPT_INDEX | damaged        | the file is damaged (SQLITE_CORRUPT_INDEX)",
            "NOTADB        | not-a-database | the file is damaged, it is no database any more (SQLITE_NOTADB)",
            "NOMEM         | other          | [SQLITE_NOMEM] made by the test at "})
    void each_result_code_is_its_own_trouble_with_its_own_sentence(String code, String trouble, String sentence)
            throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open(disk)) {
            disk.failsWith(SQLiteErrorCode.valueOf("SQLITE_" + code));

            var failed = assertThrows(JournalException.class, () -> journal.commit(bench.drafts("a"), 0));

            assertEquals(trouble, failed.trouble().text());
            assertTrue(
                    String.valueOf(failed.getMessage()).startsWith("write journal " + bench.file() + ": " + sentence),
                    failed::getMessage);
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_two_troubles_are_told_alike(Trouble trouble) {
        var others = new HashSet<>(List.of(Trouble.values()));
        others.remove(trouble);
        assertTrue(others.stream().noneMatch(other -> other.text().equals(trouble.text())));
        assertTrue(trouble.meaning().isEmpty()
                || others.stream().noneMatch(other -> other.meaning().equals(trouble.meaning())));
    }

    @Test
    void a_commit_in_doubt_says_why_the_disk_does_not_tell() throws Exception {
        var bench = new Bench(folder);
        var doubts = new ArrayList<Trouble>();
        for (int call = 1; call < 50 && doubts.isEmpty(); call++) {
            try (var journal = bench.open(disk)) {
                disk.failsAt(call, 1_000);
                journal.commit(bench.drafts("a"), 0);
            } catch (InDoubtException unknown) {
                doubts.add(unknown.trouble());
            } catch (JournalException _) {
                // that call failed before anything was in doubt
            } finally {
                disk.healed();
            }
        }
        assertEquals(List.of(Trouble.DISK_ERROR), doubts);
    }

    @Test
    void a_foreign_database_is_no_failure_of_the_disk() throws Exception {
        var bench = new Bench(folder);
        bench.open().close();
        assertEquals(Trouble.FOREIGN,
                assertThrows(JournalException.class, () -> bench.open("hz-xihu-0001", Connections.DISK)).trouble());
    }

    @Test
    void of_each_cause_there_is_a_line_in_ten_seconds_that_counts_what_it_left_out() throws Exception {
        var bench = new Bench(folder);
        var lines = new ArrayList<String>();
        var loop = new JournalLoop(bench.open(disk), 0, bench.time, lines::add);
        disk.failsWith(SQLiteErrorCode.SQLITE_FULL);
        for (int second = 0; second < 60; second++) {
            for (int attempt = 0; attempt < 10; attempt++) {
                loop.offer(bench.draft("a"), Completion.IGNORED);
                loop.step(bench.time.monotonicNanos());
            }
            bench.time.passes(SECOND);
        }
        var full = ": the disk is full; free some space, weighing resumes by itself (SQLITE_FULL)";
        assertEquals(6, lines.size(), lines::toString);
        assertEquals("write journal " + bench.file() + full, lines.getFirst());
        assertEquals("open journal " + bench.file() + " again" + full + " (100 of this kind since the last line)",
                lines.get(2));

        disk.failsWith(SQLiteErrorCode.SQLITE_BUSY);
        loop.offer(bench.draft("a"), Completion.IGNORED);
        loop.step(bench.time.monotonicNanos());
        assertEquals(8, lines.size(), lines::toString);
        assertTrue(lines.get(6).endsWith(full + " (100 of this kind since the last line)"), lines::toString);
        assertTrue(lines.get(7).contains("another program holds the database"), "another cause waits for nobody");
        loop.close();
    }

    @Test
    void the_last_of_a_burst_is_told_although_nothing_new_goes_wrong() throws Exception {
        var bench = new Bench(folder);
        var lines = new ArrayList<String>();
        var loop = new JournalLoop(bench.open(disk), 0, bench.time, lines::add);
        disk.failsWith(SQLiteErrorCode.SQLITE_IOERR_WRITE);
        for (int attempt = 0; attempt < 3; attempt++) {
            loop.offer(bench.draft("a"), Completion.IGNORED);
            loop.step(bench.time.monotonicNanos());
        }
        disk.healed();
        assertEquals(1, lines.size());

        bench.time.passes(10 * SECOND);
        loop.step(bench.time.monotonicNanos());
        assertTrue(lines.getLast().endsWith("(2 of this kind since the last line)"), lines::toString);
        bench.time.passes(10 * SECOND);
        loop.step(bench.time.monotonicNanos());
        assertEquals(2, lines.size());
        loop.close();
    }
}

package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on real SQLite when nothing fails, and whom it refuses. */
class JournalTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void facts_are_numbered_densely_from_one_and_chained_and_signed() throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open()) {
            assertEquals(0, journal.head());
            assertEquals(List.of(1L, 2L), seqs(journal.commit(bench.drafts("a", "b"), 0)));
            assertEquals(List.of(3L), seqs(journal.commit(bench.drafts("c"), 0)));
            assertEquals(3, journal.head());
        }

        assertEquals(List.of("a", "b", "c"), bench.texts());
        assertEquals(Optional.empty(), bench.fault());
    }

    @Test
    void the_facts_in_the_file_are_byte_for_byte_those_returned() throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open()) {
            assertEquals(journal.commit(bench.drafts("a", "b"), 0), bench.facts());
        }
    }

    @Test
    void a_reopened_journal_goes_on_after_its_newest_fact() throws Exception {
        var bench = new Bench(folder);
        String id;
        try (var journal = bench.open()) {
            id = journal.id();
            journal.commit(bench.drafts("a", "b"), 0);
        }

        try (var journal = bench.open()) {
            assertEquals(id, journal.id());
            assertEquals(2, journal.head());
            journal.commit(bench.drafts("c"), 0);
        }
        assertEquals(List.of("a", "b", "c"), bench.texts());
        assertEquals(Optional.empty(), bench.fault());
    }

    @Test
    void two_new_journals_have_two_identities() throws Exception {
        var bench = new Bench(folder);
        String id;
        try (var journal = bench.open()) {
            id = journal.id();
        }
        Files.delete(bench.file());
        try (var journal = bench.open()) {
            assertNotEquals(id, journal.id());
        }
    }

    @Test
    void the_acknowledged_number_outlives_a_restart_and_never_goes_back() throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open()) {
            journal.commit(bench.drafts("a", "b", "c"), 0);
            journal.commit(List.of(), 2);
            assertEquals(2, journal.acknowledged());
            journal.commit(List.of(), 1);
            assertEquals(2, journal.acknowledged());
        }

        try (var journal = bench.open(); var reader = new JournalReader(folder, Connections.DISK)) {
            assertEquals(2, journal.acknowledged());
            journal.commit(bench.drafts("d"), 3);
            journal.commit(bench.drafts("e"), 1);
            assertEquals(3, reader.acknowledged());
        }
    }

    @Test
    void an_acknowledgement_of_a_fact_that_does_not_exist_is_a_bug_and_changes_nothing() throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open()) {
            journal.commit(bench.drafts("a"), 0);
            assertThrows(IllegalArgumentException.class, () -> journal.commit(bench.drafts("b"), 2));
            assertEquals(0, journal.acknowledged());
        }
        assertEquals(List.of("a"), bench.texts());
    }

    @Test
    void a_reader_sees_what_was_committed_while_the_journal_is_open() throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open(); var reader = new JournalReader(folder, Connections.DISK)) {
            journal.commit(bench.drafts("a", "b", "c"), 0);
            assertEquals(List.of(2L, 3L), seqs(reader.after(1, 10)));
            assertEquals(List.of(1L, 2L), seqs(reader.after(0, 2)));
            assertEquals(3, reader.head());
            assertEquals(journal.id(), reader.id());
        }
    }

    @Test
    void a_connection_that_would_not_sync_is_refused() {
        var bench = new Bench(folder);
        var refused = assertThrows(JournalException.class, () -> bench.open((url, properties) -> {
            properties.setProperty("synchronous", "NORMAL");
            return DriverManager.getConnection(url, properties);
        }));

        assertTrue(String.valueOf(refused.getMessage()).contains("synchronous=FULL"), refused::getMessage);
    }

    @Test
    void a_connection_without_a_write_ahead_log_is_refused() {
        var bench = new Bench(folder);
        assertThrows(JournalException.class, () -> bench.open((url, properties) -> {
            properties.setProperty("journal_mode", "DELETE");
            return DriverManager.getConnection(url, properties);
        }));
    }

    @Test
    void the_grown_log_does_not_shrink_when_written_and_commits_are_synced() throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open(new FailingDisk(FailingDisk.When.INSTEAD))) {
            journal.growLog();
            var log = folder.resolve(JournalFile.NAME + "-wal");
            long grown = Files.size(log);
            assertTrue(grown >= 1000 * 4096L, grown + " bytes");

            journal.commit(bench.drafts("a"), 0); // the disk refuses a commit that is not synced
            assertEquals(grown, Files.size(log));
        }
    }

    @Test
    void growing_the_log_leaves_what_it_writes_as_it_was() throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open(); var reader = new JournalReader(folder, Connections.DISK)) {
            journal.commit(bench.drafts("a", "b"), 0);
            journal.commit(List.of(), 2);
            journal.growLog();

            assertEquals(2, reader.acknowledged());
        }
        assertEquals(List.of("a", "b"), bench.texts());
    }

    @Test
    void a_database_of_another_program_is_refused_and_left_as_it_is() throws Exception {
        var bench = new Bench(folder);
        try (var theirs = DriverManager.getConnection(JournalFile.url(bench.file()));
                var statement = theirs.createStatement()) {
            statement.execute("CREATE TABLE customers(name TEXT)");
        }
        byte[] before = Files.readAllBytes(bench.file());

        var refused = assertThrows(JournalException.class, bench::open);

        assertEquals("open journal " + bench.file() + ": it is a database of another program; move it away"
                + " or name another data folder", refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(bench.file()));
    }

    @Test
    void a_journal_of_another_gateway_is_refused_and_left_as_it_is() throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open()) {
            journal.commit(bench.drafts("a"), 0);
        }
        byte[] before = Files.readAllBytes(bench.file());

        var refused = assertThrows(JournalException.class, () -> bench.open("hz-xihu-0001", Connections.DISK));

        assertEquals(
                "open journal " + bench.file() + ": it belongs to gateway \"hz-yuhang-0042\", the configuration says"
                        + " \"hz-xihu-0001\"; correct gateway.id or name another data folder",
                refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(bench.file()));
    }

    @Test
    void a_reader_of_nothing_or_of_another_programs_database_says_so() throws Exception {
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            assertThrows(JournalException.class, reader::head);
        }
        var bench = new Bench(folder);
        try (var theirs = DriverManager.getConnection(JournalFile.url(bench.file()));
                var statement = theirs.createStatement()) {
            statement.execute("CREATE TABLE fact(seq INTEGER)");
        }
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            var refused = assertThrows(JournalException.class, reader::head);
            assertTrue(String.valueOf(refused.getMessage()).contains("another program"), refused::getMessage);
        }
    }

    @Test
    void a_reader_never_makes_a_journal() throws Exception {
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            assertThrows(JournalException.class, reader::id);
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void other_letters_than_ascii_come_back_as_they_were() throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open()) {
            journal.commit(bench.drafts("虎哥 ♻ \u0000"), 0);
        }
        var json = new String(bench.facts().getFirst().bytes(), StandardCharsets.UTF_8);
        assertTrue(json.contains("虎哥 ♻ \\u0000"), json);
    }

    private static List<Long> seqs(List<Fact> facts) {
        return facts.stream().map(Fact::seq).toList();
    }
}

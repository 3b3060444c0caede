package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A journal of version 1, as software before retention made it, is gone on with where it stands; one of a later version is left as it
 * is, by whoever would write and whoever would read.
 */
class UpgradeTest {
    private static final String JOURNAL = "0f5e1c1e-5b52-4a43-8d0b-6a4d5d1a9f10";

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_journal_of_version_1_keeps_its_facts_and_its_number_and_takes_new_ones() throws Exception {
        var bench = new Bench(folder);
        version1(bench, 2);

        try (var journal = bench.open()) {
            assertEquals(JOURNAL, journal.id());
            assertEquals(3, journal.head());
            assertEquals(2, journal.acknowledged());
            assertEquals(0, journal.pruned());
            journal.commit(bench.drafts("d"), 3);
            journal.prune(2);
        }
        assertEquals(List.of("c", "d"), bench.texts());
        assertEquals(Optional.empty(), bench.fault());
        assertFalse(bench.openFolder().quarantined().isPresent());
    }

    @Test
    void a_journal_of_version_1_is_read_as_it_is() throws Exception {
        var bench = new Bench(folder);
        version1(bench, 2);
        byte[] before = Files.readAllBytes(bench.file());

        try (var reader = new JournalReader(folder, Connections.DISK)) {
            assertEquals(Pruned.NOTHING, reader.pruned());
            assertEquals(2, reader.acknowledged());
            assertEquals(3, reader.head());
        }
        assertEquals(Optional.empty(), bench.fault());
        assertArrayEquals(before, Files.readAllBytes(bench.file()));
    }

    @Test
    void a_failure_at_any_call_of_the_upgrade_leaves_the_one_version_or_the_other() throws Exception {
        boolean failed = true;
        for (int call = 1; failed; call++) {
            assertTrue(call < 200, "opening is a few calls");
            var bench = new Bench(Files.createDirectory(folder.resolve("call-" + call)));
            version1(bench, 1);
            var disk = new FailingDisk(FailingDisk.When.INSTEAD);
            disk.failsAt(call, 1_000);
            try (var journal = bench.open(disk)) {
                assertEquals(3, journal.head());
            } catch (JournalException _) {
                // what it left behind is what matters
            }
            failed = disk.healed();
            try (var journal = bench.open()) {
                assertEquals(1, journal.acknowledged(), "call " + call);
                journal.commit(bench.drafts("d"), 0);
            }
            assertEquals(List.of("a", "b", "c", "d"), bench.texts());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE delivery ADD COLUMN region TEXT", "CREATE TABLE park(place TEXT) STRICT",
            "ALTER TABLE fact DROP COLUMN key_id"})
    void a_journal_of_a_later_version_is_refused_in_one_sentence_and_left_as_it_is(String change) throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open()) {
            journal.commit(bench.drafts("a", "b"), 0);
        }
        later(bench, change, 3);
        byte[] before = Files.readAllBytes(bench.file());

        var why = bench.file() + ": it is of version 3, made by a later release, and this one knows versions 1 and 2;"
                + " it is left as it is: install the later release again";
        assertEquals("open journal " + why, assertThrows(JournalException.class, bench::open).getMessage());
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            assertEquals("read journal " + why, assertThrows(JournalException.class, reader::head).getMessage());
        }
        assertArrayEquals(before, Files.readAllBytes(bench.file()));
        assertEquals(List.of(), DataFolder.unsalvaged(folder));
    }

    @Test
    void a_later_version_beside_our_own_tables_is_a_flipped_bit_and_the_facts_are_rescued() throws Exception {
        var bench = new Bench(folder);
        try (var journal = bench.open()) {
            journal.commit(bench.drafts("a", "b"), 0);
        }
        later(bench, "SELECT 1", 3);

        var opened = bench.openFolder();
        opened.journal().close();
        assertTrue(opened.quarantined().isPresent());
        assertEquals(1, DataFolder.unsalvaged(folder).size());
    }

    private static void later(Bench bench, String change, int version) throws SQLException {
        try (var theirs = DriverManager.getConnection(JournalFile.url(bench.file()));
                var statement = theirs.createStatement()) {
            statement.execute(change);
            statement.execute("PRAGMA user_version=" + version);
        }
    }

    /** Every statement as version 1 wrote it. */
    private static void version1(Bench bench, long through) throws Exception {
        try (var connection = DriverManager.getConnection(JournalFile.url(bench.file()), JournalFile.writer());
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TABLE journal(id TEXT NOT NULL, gateway TEXT NOT NULL) STRICT");
            statement.execute("CREATE TABLE fact(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL, signature BLOB NOT NULL,"
                    + " key_id TEXT NOT NULL) STRICT");
            statement.execute("CREATE TABLE delivery(through INTEGER NOT NULL) STRICT");
            statement.execute("INSERT INTO delivery VALUES (" + through + ")");
            statement.execute("INSERT INTO journal VALUES ('" + JOURNAL + "', '" + Bench.GATEWAY + "')");
            statement.execute("PRAGMA application_id=1398033497");
            statement.execute("PRAGMA user_version=1");
            statement.execute("COMMIT");
            insert(connection, bench, List.of("a", "b", "c"));
        }
    }

    private static void insert(Connection connection, Bench bench, List<String> texts) throws SQLException {
        var prev = Chain.START;
        try (var insert = connection.prepareStatement(
                "INSERT INTO fact(seq, bytes, signature, key_id) VALUES (?, ?, ?, ?)")) {
            for (int seq = 1; seq <= texts.size(); seq++) {
                var fact = bench.encoder().encode(bench.draft(texts.get(seq - 1)), JOURNAL, seq, prev);
                insert.setLong(1, seq);
                insert.setBytes(2, fact.bytes());
                insert.setBytes(3, fact.signature());
                insert.setString(4, fact.keyId());
                insert.executeUpdate();
                prev = Chain.link(fact.bytes());
            }
        }
    }
}

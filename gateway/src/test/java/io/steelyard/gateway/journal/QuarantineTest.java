package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.station.Commits.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged journals: moved aside as they are, never deleted, never written on. */
class QuarantineTest {
    private static final int PAGE_BYTES = 4096;
    /** Enough facts for a tree of pages. */
    private static final int FACTS = 200;

    @TempDir
    Path folder = Path.of("");

    /** What a card does to a file. */
    enum Damage {
        HALF_GONE {
            @Override
            byte[] to(byte[] file) {
                return Arrays.copyOf(file, file.length / 2);
            }
        },
        ALL_GONE {
            @Override
            byte[] to(byte[] file) {
                return new byte[0];
            }
        },
        ALL_BUT_A_BYTE_GONE {
            @Override
            byte[] to(byte[] file) {
                return Arrays.copyOf(file, 1);
            }
        },
        ALL_BUT_THE_HEADER_GONE {
            @Override
            byte[] to(byte[] file) {
                return Arrays.copyOf(file, 100);
            }
        },
        MAGIC_FLIPPED {
            @Override
            byte[] to(byte[] file) {
                file[3] ^= 0x10;
                return file;
            }
        },
        PAGE_SIZE_FLIPPED {
            @Override
            byte[] to(byte[] file) {
                file[17] ^= 1;
                return file;
            }
        },
        FIRST_PAGE_OVERWRITTEN {
            @Override
            byte[] to(byte[] file) {
                return overwritten(file, 0);
            }
        },
        LAST_PAGE_OVERWRITTEN {
            @Override
            byte[] to(byte[] file) {
                return overwritten(file, file.length / PAGE_BYTES - 1);
            }
        },
        ZEROS {
            @Override
            byte[] to(byte[] file) {
                return new byte[file.length];
            }
        };

        abstract byte[] to(byte[] file);
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_journal_is_moved_aside_unharmed_and_a_new_one_begun(Damage damage) throws Exception {
        var bench = new Bench(folder);
        var id = filled(bench);
        Files.write(bench.file(), damage.to(Files.readAllBytes(bench.file())));

        assertQuarantined(bench, id);
    }

    @Test
    void a_journal_whose_newest_fact_was_altered_is_moved_aside() throws Exception {
        var bench = new Bench(folder);
        var id = filled(bench);
        sql(bench, "UPDATE fact SET bytes=CAST(replace(CAST(bytes AS TEXT), '\"seq\":200', '\"seq\":201') AS BLOB)"
                + " WHERE seq=200");

        assertQuarantined(bench, id);
    }

    @Test
    void a_journal_whose_newest_fact_is_of_another_journal_is_moved_aside() throws Exception {
        var bench = new Bench(folder);
        var id = filled(bench);
        sql(bench, "UPDATE fact SET bytes=CAST(replace(CAST(bytes AS TEXT), '" + id + "', 'another') AS BLOB)"
                + " WHERE seq=200");

        assertQuarantined(bench, id);
    }

    @Test
    void the_log_of_a_damaged_journal_is_kept_beside_it_unharmed() throws Exception {
        var bench = new Bench(Files.createDirectory(folder.resolve("killed")));
        try (var journal = new Bench(folder).open()) {
            journal.commit(bench.drafts("a", "b"), 0);
            for (var name : List.of(JournalFile.NAME, JournalFile.NAME + "-wal")) { // what a killed process leaves
                Files.copy(folder.resolve(name), folder.resolve("killed").resolve(name));
            }
        }
        sqlWithoutCheckpoint(bench, "UPDATE fact SET bytes=x'00' WHERE seq=2");

        assertQuarantined(bench, "");
    }

    @Test
    void a_journal_cut_to_nothing_beside_a_log_is_moved_aside() throws Exception {
        var bench = new Bench(Files.createDirectory(folder.resolve("killed")));
        try (var journal = new Bench(folder).open()) {
            journal.commit(bench.drafts("a", "b"), 0);
            Files.copy(folder.resolve(JournalFile.NAME + "-wal"),
                    folder.resolve("killed").resolve(JournalFile.NAME + "-wal"));
        }
        Files.write(bench.file(), new byte[0]);

        assertQuarantined(bench, "");
    }

    @Test
    void a_log_without_its_journal_is_moved_aside() throws Exception {
        var bench = new Bench(folder);
        Files.write(folder.resolve(JournalFile.NAME + "-wal"), new byte[]{1, 2, 3});

        assertQuarantined(bench, "");
    }

    @Test
    void a_second_damaged_journal_does_not_replace_the_first() throws Exception {
        var bench = new Bench(folder);
        for (int time = 1; time <= 2; time++) {
            filled(bench);
            Files.write(bench.file(), Damage.MAGIC_FLIPPED.to(Files.readAllBytes(bench.file())));
            bench.openFolder().journal().close();
            bench.time.passes(1_000_000_000L);
        }

        try (var files = Files.list(folder)) {
            assertEquals(2, files.filter(file -> file.getFileName().toString().matches(".*damaged-boot-1-[0-9]+"))
                    .count());
        }
    }

    @Test
    void whichever_page_is_overwritten_nothing_is_lost_unnoticed() throws Exception {
        var bench = new Bench(folder);
        filled(bench);
        byte[] whole = Files.readAllBytes(bench.file());
        var quarantinedPages = new ArrayList<Integer>();
        for (int page = 0; page < whole.length / PAGE_BYTES; page++) {
            var hit = new Bench(Files.createDirectory(folder.resolve("page-" + page)));
            byte[] damaged = overwritten(whole.clone(), page);
            Files.write(hit.file(), damaged);

            var opened = hit.openFolder();
            opened.journal().close();
            if (opened.quarantined().isPresent()) {
                assertArrayEquals(damaged, Files.readAllBytes(opened.quarantined().get().aside()), "page " + page);
                quarantinedPages.add(page);
            } else if (audited(hit).isEmpty()) { // starting reads no more than it needs; an audit reads all facts
                assertEquals(FACTS, hit.facts().size(), "page " + page + " was overwritten and nobody noticed");
            }
        }
        assertTrue(quarantinedPages.contains(0), "pages " + quarantinedPages);
    }

    private static Optional<String> audited(Bench bench) {
        try {
            return bench.fault();
        } catch (JournalException damaged) {
            return Optional.of(String.valueOf(damaged.getMessage()));
        }
    }

    @Test
    void a_journal_put_back_to_an_earlier_state_is_moved_aside() throws Exception {
        var bench = new Bench(folder);
        var id = filled(bench);
        byte[] earlier = Files.readAllBytes(bench.file());
        acknowledgedOneMore(bench);

        Files.write(bench.file(), earlier);

        assertQuarantined(bench, id);
    }

    @Test
    void a_journal_put_back_and_gone_on_with_is_moved_aside() throws Exception {
        var bench = new Bench(folder);
        var id = filled(bench);
        byte[] earlier = Files.readAllBytes(bench.file());
        acknowledgedOneMore(bench);
        byte[] head = Files.readAllBytes(folder.resolve(ChainHead.NAME));

        Files.write(bench.file(), earlier);
        Files.delete(folder.resolve(ChainHead.NAME));
        try (var elsewhere = bench.open()) {
            elsewhere.commit(bench.drafts("another 201", "202"), 0);
        }
        Files.write(folder.resolve(ChainHead.NAME), head);

        assertQuarantined(bench, id);
    }

    @Test
    void a_second_copy_of_the_head_that_says_nothing_proves_nothing() throws Exception {
        var bench = new Bench(folder);
        var id = filled(bench);
        acknowledgedOneMore(bench);
        for (var text : List.of("", "\0\0\0", id + " 201", id + " many link", "another-journal 999 link")) {
            Files.writeString(folder.resolve(ChainHead.NAME), text);
            var opened = bench.openFolder();
            opened.journal().close();
            assertFalse(opened.quarantined().isPresent(), text);
        }
    }

    private static void acknowledgedOneMore(Bench bench) throws Exception {
        var loop = new JournalLoop(bench.open(), 0, bench.time, complaint -> {
            throw new AssertionError(complaint);
        });
        loop.offer(bench.draft("one more"), Completion.IGNORED);
        loop.step(0);
        loop.acknowledge(loop.head());
        loop.step(0);
        loop.close();
    }

    /** The journal's id. */
    private static String filled(Bench bench) throws Exception {
        try (var journal = bench.open()) {
            journal.commit(Collections.nCopies(FACTS, bench.draft("fact")), 0);
            return journal.id();
        }
    }

    private static void assertQuarantined(Bench bench, String damagedId) throws Exception {
        var before = databaseFiles(bench);

        var opened = bench.openFolder();

        var aside = opened.quarantined().orElseThrow(() -> new AssertionError("it was not moved aside")).aside();
        for (var suffix : before.keySet()) {
            assertArrayEquals(before.get(suffix),
                    Files.readAllBytes(aside.resolveSibling(aside.getFileName() + suffix)),
                    "journal.db" + suffix);
        }
        try (var journal = opened.journal()) {
            assertNotEquals(damagedId, journal.id());
            assertEquals(0, journal.head());
            journal.commit(bench.drafts("new"), 0);
        }
        assertEquals(List.of("new"), bench.texts());
        assertEquals(Optional.empty(), bench.fault());
        assertFalse(bench.openFolder().quarantined().isPresent(), "once is enough");
    }

    /** The database and its log, by suffix. */
    private static Map<String, byte[]> databaseFiles(Bench bench) throws IOException {
        var bytes = new HashMap<String, byte[]>();
        for (var suffix : List.of("", "-wal")) {
            var file = bench.file().resolveSibling(JournalFile.NAME + suffix);
            if (Files.exists(file)) {
                bytes.put(suffix, Files.readAllBytes(file));
            }
        }
        return bytes;
    }

    private static void sql(Bench bench, String update) throws Exception {
        try (var connection = DriverManager.getConnection(JournalFile.url(bench.file()));
                var statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(update));
        }
    }

    /** As {@link #sql}, and then the process is killed: the files are put back as they were before the last close. */
    private static void sqlWithoutCheckpoint(Bench bench, String update) throws Exception {
        Map<String, byte[]> open;
        try (var connection = DriverManager.getConnection(JournalFile.url(bench.file()));
                var statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(update));
            open = databaseFiles(bench);
        }
        for (var suffix : open.keySet()) {
            Files.write(bench.file().resolveSibling(JournalFile.NAME + suffix), open.get(suffix));
        }
    }

    private static byte[] overwritten(byte[] file, int page) {
        byte[] noise = new byte[PAGE_BYTES];
        new Random(page).nextBytes(noise);
        System.arraycopy(noise, 0, file, page * PAGE_BYTES, PAGE_BYTES);
        return file;
    }
}

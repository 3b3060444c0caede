package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** What was accepted and not acknowledged is rescued out of a damaged journal, or named. */
class SalvageTest {
    private static final int PAGE_BYTES = LeafPage.PAGE_BYTES;
    private static final int FACTS = 40;
    private static final int ACKNOWLEDGED = 7;
    private static final int FRAME = LogFrames.FRAME_HEADER_BYTES;
    /** Every so many facts one is longer than a page. */
    private static final int LONG_EVERY = 13;

    @TempDir(factory = Memory.class)
    Path folder = Path.of("");

    /** Hundreds of journals are made and damaged here; no disk need take that. */
    static final class Memory implements TempDirFactory {
        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            return Files.isDirectory(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "salvage")
                    : Files.createTempDirectory("salvage");
        }
    }

    private int wrecks;

    @Test
    void the_tables_that_are_found_without_sqlite_lie_where_they_are_looked_for() throws Exception {
        var bench = new Bench(folder);
        bench.open().close();
        try (var connection = DriverManager.getConnection(JournalFile.url(bench.file()))) {
            assertEquals(Wreck.DELIVERY_PAGE,
                    JournalFile.number(connection, "SELECT rootpage FROM sqlite_master WHERE name='delivery'"));
            assertEquals(PAGE_BYTES, JournalFile.number(connection, "PRAGMA page_size"));
        }
    }

    @Test
    void everything_not_acknowledged_is_rescued_out_of_a_journal_that_only_its_header_lost() throws Exception {
        var wreck = wreck(closed(), file -> file[3] ^= 0x10);

        wreck.liveOn();

        assertEquals(1, wreck.quarantines);
        assertEquals(IntStream.rangeClosed(ACKNOWLEDGED + 1, FACTS).mapToObj(Long::valueOf).toList(),
                List.copyOf(wreck.rescued.keySet()));
        assertEquals(new TreeSet<>(), wreck.named);
        wreck.assertAccounted("header");
        assertTrue(
                wreck.told.getLast().matches("salvaged journal.db.damaged-boot-1-[0-9]+: 33 facts that the centre had"
                        + " not acknowledged are rescued; the file is kept"),
                wreck.told::toString);
    }

    /** Every page, damaged in five ways: in its kind, its list of rows, a row, a bit far back, and whole. */
    @Test
    void whichever_page_is_damaged_every_accepted_fact_is_rescued_or_named() throws Exception {
        var files = closed();
        int pages = bytes(files, "").length / PAGE_BYTES;
        int rescued = 0;
        for (int page = 0; page < pages; page++) {
            for (int at : new int[]{0, 4, 9, 3000, -1}) {
                int from = page * PAGE_BYTES;
                var wreck = wreck(files, file -> {
                    if (at < 0) {
                        Arrays.fill(file, from, from + PAGE_BYTES, (byte) 0x5A);
                    } else {
                        file[from + at] ^= 0x04;
                    }
                });
                wreck.liveOn();
                wreck.assertAccounted("page " + (page + 1) + " at " + at);
                rescued += wreck.rescued.size();
            }
        }
        assertTrue(rescued > 800, "most of it reads: " + rescued);
    }

    @Test
    void whichever_frame_of_the_log_is_damaged_no_commit_behind_it_is_silently_undone() throws Exception {
        var files = killed();
        int frames = (bytes(files, "-wal").length - LogFrames.LOG_HEADER_BYTES) / LogFrames.FRAME_BYTES;
        int last = frames - 4; // of the last commit nobody can tell whether it was finished
        int[] places = {17, 10, 1, FRAME + 3, FRAME + 2000, FRAME + 4000};
        for (int frame = -1; frame < last; frame += 2) {
            int at = frame < 0 ? 17 : places[frame / 2 % places.length];
            int from = frame < 0 ? at : LogFrames.LOG_HEADER_BYTES + frame * LogFrames.FRAME_BYTES + at;
            var wreck = wreckOfLog(files, log -> log[from] ^= 0x40);
            wreck.liveOn();
            wreck.assertAccounted("frame " + frame + " at " + at);
            assertTrue(wreck.named.stream().allMatch(seq -> seq % LONG_EVERY == 0),
                    "frame " + frame + " at " + at + ": of a short fact another image has it, " + wreck.named);
        }
    }

    @Test
    void a_crash_at_any_step_of_the_salvage_doubles_nothing_and_loses_nothing() throws Exception {
        var files = closed();
        for (int steps = 1; steps < 12; steps++) {
            var wreck = wreck(files, file -> {
                file[3] ^= 0x10;
                Arrays.fill(file, 9 * PAGE_BYTES, 10 * PAGE_BYTES, (byte) 0);
            });
            for (int crash = 0; crash < 3; crash++) {
                wreck.live(steps);
            }
            wreck.liveOn();
            wreck.assertAccounted("crash after " + steps);
            assertEquals(FACTS - ACKNOWLEDGED, wreck.rescued.size() + wreck.named.size());
            assertTrue(!wreck.named.isEmpty());
            assertEquals(1, wreck.quarantines);
        }
    }

    @Test
    void a_file_that_is_no_database_at_all_ends_with_nothing_rescued_and_says_so() throws Exception {
        var wreck = wreck(Map.of("", "a letter to the operator, long enough. ".repeat(1000)
                .getBytes(StandardCharsets.US_ASCII)), _ -> {});

        wreck.liveOn();

        assertEquals(Map.of(), wreck.rescued);
        assertTrue(
                wreck.told.getLast().endsWith(": 0 facts that the centre had not acknowledged are rescued; the file is"
                        + " kept, send it to the platform's operator"),
                wreck.told::toString);
        assertTrue(facts(wreck).getLast().matches(".*\"data\":\\{\"device\":\"journal\",\"event\":\"salvaged\","
                + "\"file\":\"journal.db.damaged-boot-1-[0-9]+\",\"rescued\":0,\"seen\":0,\"unreadable\":\\[\\]\\}\\}"),
                facts(wreck)::getLast);
    }

    @Test
    void the_end_names_the_file_the_journal_the_count_and_what_does_not_read() throws Exception {
        var files = closed();
        var wreck = wreck(files, file -> {
            file[3] ^= 0x10;
            Arrays.fill(file, 9 * PAGE_BYTES, 10 * PAGE_BYTES, (byte) 0);
        });
        wreck.liveOn();

        var id = FactHeader.read(wreck.accepted.getFirst().bytes()).orElseThrow().journal();
        long first = wreck.named.first();
        long last = wreck.named.last();
        assertTrue(facts(wreck).getLast().matches(".*\"data\":\\{\"device\":\"journal\",\"event\":\"salvaged\","
                + "\"file\":\"journal.db.damaged-boot-1-[0-9]+\",\"journal\":\"" + id + "\",\"rescued\":"
                + wreck.rescued.size() + ",\"after\":7,\"seen\":40,\"unreadable\":\\[\\[" + first + "," + last
                + "\\]\\]\\}\\}"), facts(wreck)::getLast);
    }

    @Test
    void without_its_watermark_everything_that_reads_is_taken() throws Exception {
        var wreck = wreck(closed(), file -> {
            file[3] ^= 0x10;
            Arrays.fill(file, 3 * PAGE_BYTES, 4 * PAGE_BYTES, (byte) 0);
        });
        wreck.liveOn();
        assertEquals(FACTS, wreck.rescued.size());
        assertFalse(facts(wreck).getLast().contains("\"after\""), facts(wreck)::getLast);
    }

    @Test
    void a_watermark_that_a_bit_raised_is_not_believed() throws Exception {
        var files = closed();
        var wreck = wreck(files, file -> raiseWatermark(file));
        wreck.liveOn();
        assertEquals(1, wreck.quarantines);
        assertEquals(FACTS, wreck.rescued.size());
    }

    private static void raiseWatermark(byte[] file) {
        int at = 4 * PAGE_BYTES - 2; // the last cell's two numbers: through and its inverse
        assertEquals(ACKNOWLEDGED, file[at]);
        assertEquals(~ACKNOWLEDGED, file[at + 1]);
        file[at] = FACTS - 1;
    }

    @Test
    void several_damaged_journals_are_salvaged_one_after_another_also_what_was_salvaged_and_not_delivered()
            throws Exception {
        var wreck = wreck(closed(), file -> file[3] ^= 0x10);
        wreck.liveOn();
        assertEquals(FACTS - ACKNOWLEDGED, wreck.rescued.size());
        var second = Shipwreck.files(wreck.folder);
        bytes(second, "")[3] ^= 0x10;
        Shipwreck.put(wreck.folder, second);
        wreck.bench.time.passes(1_000_000_000L);
        assertTrue(wreck.live(10_000));

        assertEquals(2, Quarantine.wrecks(wreck.folder).size());
        var inner = facts(wreck).stream().filter(fact -> fact.contains("\"type\":\"salvaged\"")).toList();
        assertEquals((FACTS - ACKNOWLEDGED) + (FACTS - ACKNOWLEDGED + 2), inner.size(),
                "the first again, and the second with what it had salvaged, weighed and ended with");
        assertEquals(2, facts(wreck).stream().filter(fact -> fact.contains("\"event\":\"salvaged\"")
                && fact.contains("\"type\":\"device\"")).count());
    }

    @Test
    void once_the_platform_has_the_end_the_wreck_is_done_with() throws Exception {
        var wreck = wreck(closed(), file -> file[3] ^= 0x10);
        wreck.liveOn();
        var before = Quarantine.wrecks(wreck.folder);
        assertEquals(1, before.size());
        int told = wreck.told.size();
        try (var journal = wreck.bench.open()) {
            journal.commit(List.of(), journal.head());
        }
        assertTrue(wreck.live(10));

        assertEquals(List.of(), Quarantine.wrecks(wreck.folder));
        assertTrue(Files.exists(before.getFirst()), "and kept");
        assertEquals(told, wreck.told.size());
    }

    @Test
    void no_room_no_salvage_until_there_is() throws Exception {
        var wreck = wreck(closed(), file -> file[3] ^= 0x10);
        var opened = wreck.bench.openFolder();
        var loop = new JournalLoop(opened.journal(), Long.MAX_VALUE, wreck.bench.time, wreck.told::add);
        loop.salvage(Bench.GATEWAY, wreck.bench.signer.publicKey());
        for (int step = 0; step < 100; step++) {
            loop.step(wreck.bench.time.monotonicNanos());
            wreck.bench.time.passes(1_000_000_000L);
        }
        loop.close();
        assertEquals(List.of(), wreck.bench.facts());
        wreck.liveOn();
        wreck.assertAccounted("room again");
    }

    private static List<String> facts(Shipwreck wreck) throws Exception {
        return wreck.bench.facts().stream().map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8)).toList();
    }

    private static byte[] bytes(Map<String, byte[]> files, String suffix) {
        return Objects.requireNonNull(files.get(suffix));
    }

    /** A change to the bytes of a file. */
    private interface Damage {
        void to(byte[] file);
    }

    private Shipwreck wreck(Map<String, byte[]> files, Damage damage) throws Exception {
        return wreck(files, "", damage);
    }

    private Shipwreck wreckOfLog(Map<String, byte[]> files, Damage damage) throws Exception {
        return wreck(files, "-wal", damage);
    }

    private Shipwreck wreck(Map<String, byte[]> files, String suffix, Damage damage) throws Exception {
        var home = Files.createDirectory(folder.resolve("wreck-" + ++wrecks));
        var damaged = new HashMap<>(files);
        byte[] file = bytes(files, suffix).clone();
        damage.to(file);
        damaged.put(suffix, file);
        Shipwreck.put(home, damaged);
        return new Shipwreck(home, accepted, ACKNOWLEDGED);
    }

    private List<Fact> accepted = List.of();

    /** Forty facts, the first seven acknowledged, some longer than a page; the daemon was stopped. */
    private Map<String, byte[]> closed() throws Exception {
        var bench = new Bench(Files.createDirectory(folder.resolve("closed")));
        try (var journal = bench.open()) {
            fill(bench, journal);
        }
        return Shipwreck.files(folder.resolve("closed"));
    }

    /** As {@link #closed()}, but the daemon was killed, and everything lies in the log. */
    private Map<String, byte[]> killed() throws Exception {
        var bench = new Bench(Files.createDirectory(folder.resolve("killed")));
        try (var journal = bench.open()) {
            fill(bench, journal);
            return Shipwreck.files(folder.resolve("killed"));
        }
    }

    private void fill(Bench bench, Journal journal) throws Exception {
        var facts = new ArrayList<Fact>();
        for (int fact = 1; fact <= FACTS; fact++) {
            var text = "fact " + fact
                    + (fact % LONG_EVERY == 0 ? " goes on and on".repeat(700) : " is short".repeat(20));
            facts.addAll(journal.commit(bench.drafts(text), 0));
        }
        journal.commit(List.of(), ACKNOWLEDGED);
        accepted = facts;
    }
}

package io.steelyard.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.station.Commits.Completion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A data folder whose journal is damaged, and the daemons that start over it one after another until all is settled: what was
 * accepted must have arrived, or be rescued, or be named as unreadable.
 */
final class Shipwreck {
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+),(\\d+)\\]");
    private static final int STEPS_MAX = 10_000;
    private static final int STARTS_MAX = 4;

    final Path folder;
    final Bench bench;
    final List<Fact> accepted;
    private final long acknowledged;
    final List<String> told = new ArrayList<>();
    /** By number: the exact bytes of the old fact, out of the new journal. */
    final TreeMap<Long, byte[]> rescued = new TreeMap<>();
    final TreeSet<Long> named = new TreeSet<>();
    long seen = Long.MAX_VALUE;
    int quarantines;

    /** @param acknowledged the platform has the accepted facts through this number */
    Shipwreck(Path folder, List<Fact> accepted, long acknowledged) {
        this.folder = folder;
        this.bench = new Bench(folder);
        this.accepted = accepted;
        this.acknowledged = acknowledged;
    }

    /** Starts a daemon, lets it send, weigh and keep house, and starts it again when it ends over its journal. */
    void liveOn() throws Exception {
        for (int start = 0; start < STARTS_MAX; start++) {
            if (live(STEPS_MAX)) {
                readOut();
                return;
            }
            bench.time.passes(1_000_000_000L);
        }
        throw new AssertionError("the daemon does not come up: " + told);
    }

    /** Whether it lives still after so many steps. */
    boolean live(int steps) throws Exception {
        var before = files(folder);
        var opened = bench.openFolder();
        if (opened.quarantined().isPresent()) {
            quarantines++;
            assertKept(opened.quarantined().get().aside(), before);
        }
        var loop = new JournalLoop(opened.journal(), 0, bench.time, told::add);
        loop.salvage(Bench.GATEWAY, bench.signer.publicKey());
        loop.keep(Keep.USUAL, () -> Long.MAX_VALUE);
        var answers = new ArrayList<String>();
        loop.offer(bench.draft("weighed after the wreck"), answer(answers));
        try (var uplink = loop.reader(Connections.DISK)) {
            loop.step(bench.time.monotonicNanos());
            send(uplink, loop);
            for (int step = 1; step < steps && loop.step(bench.time.monotonicNanos()) == 0; step++) {
                assertTrue(step < STEPS_MAX - 1, "it does not come to an end");
            }
            assertEquals(List.of("committed"), answers, "the first weighing waits for nothing");
            return true;
        } catch (CondemnedException condemned) {
            told.add(String.valueOf(condemned.getMessage()));
            return false;
        } finally {
            loop.close();
        }
    }

    /** What was moved aside is what was there, to the byte. */
    private static void assertKept(Path aside, Map<String, byte[]> before) throws Exception {
        for (var suffix : before.keySet()) {
            assertArrayEquals(before.get(suffix),
                    Files.readAllBytes(aside.resolveSibling(aside.getFileName() + suffix)));
        }
    }

    /** As the uplink does: what is not acknowledged, in order. */
    private static void send(JournalReader uplink, JournalLoop loop) {
        long seq = loop.acknowledged();
        try {
            for (var facts = uplink.after(seq, 50); !facts.isEmpty(); facts = uplink.after(seq, 50)) {
                seq = facts.getLast().seq();
            }
        } catch (JournalException failed) {
            loop.step(0); // the reader has reported it
        }
    }

    private static Completion answer(List<String> answers) {
        return new Completion() {
            @Override
            public void committed(long atNanos, long seq, String id) {
                answers.add("committed");
            }

            @Override
            public void failed(long atNanos, String reason) {
                answers.add(reason);
            }
        };
    }

    private void readOut() throws Exception {
        for (var fact : bench.facts()) {
            var json = new String(fact.bytes(), StandardCharsets.UTF_8);
            if (json.contains("\"type\":\"salvaged\"")) {
                var inner = text(json, "fact").replace("\\\"", "\"").replace("\\\\", "\\")
                        .getBytes(StandardCharsets.UTF_8);
                long seq = FactHeader.read(inner).orElseThrow().seq();
                assertTrue(FactSigner.verifies(bench.signer.publicKey(), inner,
                        Base64.getDecoder().decode(text(json, "signature"))), "fact " + seq);
                assertEquals(null, rescued.put(seq, inner), "fact " + seq + " is rescued twice");
            } else if (json.contains("\"event\":\"salvaged\"")) {
                RANGE.matcher(json).results().forEach(range -> {
                    for (long seq = Long.parseLong(range.group(1)); seq <= Long.parseLong(range.group(2)); seq++) {
                        named.add(seq);
                    }
                });
                seen = Long.parseLong(json.replaceFirst(".*\"seen\":(\\d+).*", "$1"));
            }
        }
        if (quarantines > 0) { // else the damage is among what is acknowledged, which nobody reads but an auditor
            assertEquals(Optional.empty(), bench.fault());
        }
    }

    private static String text(String json, String name) {
        var from = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        int to = from;
        while (json.charAt(to) != '"') {
            to += json.charAt(to) == '\\' ? 2 : 1;
        }
        return json.substring(from, to);
    }

    /** Every accepted fact has arrived, still waits in the journal, is rescued byte for byte, or is named. */
    void assertAccounted(String damage) throws Exception {
        var waiting = new HashMap<Long, Fact>();
        bench.facts().forEach(fact -> waiting.put(fact.seq(), fact));
        var original = new HashMap<Long, byte[]>();
        for (var fact : accepted) {
            original.put(fact.seq(), fact.bytes());
            boolean kept = quarantines == 0 && fact.equals(waiting.get(fact.seq()));
            boolean accounted = fact.seq() <= acknowledged || kept || rescued.containsKey(fact.seq())
                    || named.contains(fact.seq()) || fact.seq() > seen;
            assertTrue(accounted, damage + ": fact " + fact.seq() + " is lost and nobody says so; rescued "
                    + rescued.keySet() + ", named " + named + ", seen " + seen + ", told " + told);
        }
        rescued.headMap((long) accepted.size(), true)
                .forEach((seq, bytes) -> assertArrayEquals(original.get(seq), bytes, damage + ": fact " + seq));
    }

    /** The database files of a folder, by suffix, as a killed process leaves them. */
    static Map<String, byte[]> files(Path folder) throws Exception {
        var files = new HashMap<String, byte[]>();
        for (var suffix : List.of("", "-wal")) {
            var file = folder.resolve(JournalFile.NAME + suffix);
            if (Files.exists(file)) {
                files.put(suffix, Files.readAllBytes(file));
            }
        }
        return files;
    }

    static void put(Path folder, Map<String, byte[]> files) throws Exception {
        for (var suffix : files.keySet()) {
            Files.write(folder.resolve(JournalFile.NAME + suffix), files.get(suffix));
        }
    }
}

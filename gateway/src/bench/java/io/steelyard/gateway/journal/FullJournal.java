package io.steelyard.gateway.journal;

import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.MadeWeighings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code FullJournal FOLDER FACTS}: fills the journal of a data folder up to so many chained and signed facts, none acknowledged, and
 * then measures it in turn with an empty one: a commit, growing the log, opening. The folder stays, for whoever wants to start
 * a daemon on it or to verify it.
 */
final class FullJournal {
    /** Of the gateway that the facts are of. */
    static final String GATEWAY = "full-0001";
    private static final String SOFTWARE = "steelyard bench";
    private static final int FACTS_A_COMMIT = 1_000;
    private static final int WARM_UPS = 300;
    private static final int COMMITS = 2_000;
    private static final int OPENINGS = 11;

    private final Time time;
    private final MadeWeighings weighings = new MadeWeighings(new SplittableRandom(1));

    private FullJournal(Time time) {
        this.time = time;
    }

    public static void main(String[] arguments) throws IOException, JournalException {
        var full = Path.of(arguments[0]);
        var measured = new FullJournal(SystemTime.open());
        measured.fill(full, Long.parseLong(arguments[1]));
        measured.measure(full, Files.createTempDirectory(full.toAbsolutePath().getParent(), "empty-journal"));
    }

    private Journal open(Path folder) throws JournalException {
        try (var data = DataFolder.lock(folder)) {
            return data.open(GATEWAY, SOFTWARE, data.signer(), time, new SplittableRandom(2), Connections.DISK)
                    .journal();
        }
    }

    private void fill(Path folder, long facts) throws IOException, JournalException {
        long start = time.monotonicNanos();
        try (var journal = open(folder)) {
            long before = journal.head();
            while (journal.head() < facts) {
                long more = Math.min(FACTS_A_COMMIT, facts - journal.head());
                journal.commit(Stream.generate(this::draft).limit(more).toList(), 0);
            }
            say("filled from %,d to %,d facts in %.1f s", before, journal.head(), seconds(start));
        }
        long bytes = Files.size(folder.resolve(JournalFile.NAME));
        say("%,d bytes on disk, %.0f a fact", bytes, (double) bytes / facts);
    }

    private Draft draft() {
        return weighings.next(time.monotonicNanos());
    }

    private void measure(Path full, Path empty) throws JournalException {
        long[] opening = new long[OPENINGS];
        long[] openingEmpty = new long[OPENINGS];
        for (int round = 0; round < OPENINGS; round++) {
            opening[round] = opened(full);
            openingEmpty[round] = opened(empty);
        }
        compare("opening", opening, openingEmpty);
        try (var one = open(full); var other = open(empty)) {
            compare("growing the log", new long[]{grown(one)}, new long[]{grown(other)});
            measureCommits(one, other, WARM_UPS);
            var nanos = measureCommits(one, other, COMMITS);
            compare("commit", nanos[0], nanos[1]);
        }
    }

    private long opened(Path folder) throws JournalException {
        long start = time.monotonicNanos();
        open(folder).close();
        return time.monotonicNanos() - start;
    }

    private long grown(Journal journal) throws JournalException {
        long start = time.monotonicNanos();
        journal.growLog();
        return time.monotonicNanos() - start;
    }

    private long[][] measureCommits(Journal one, Journal other, int commits) throws JournalException {
        var nanos = new long[2][commits];
        for (int commit = 0; commit < commits; commit++) {
            nanos[0][commit] = committed(one);
            nanos[1][commit] = committed(other);
        }
        return nanos;
    }

    private long committed(Journal journal) throws JournalException {
        var drafts = List.of(draft());
        long start = time.monotonicNanos();
        journal.commit(drafts, 0);
        return time.monotonicNanos() - start;
    }

    private static void compare(String what, long[] full, long[] empty) {
        Arrays.sort(full);
        Arrays.sort(empty);
        say("%s: p50 %.3f ms full, %.3f ms empty, ratio %.2f", what, millis(full), millis(empty),
                millis(full) / millis(empty));
    }

    private static double millis(long[] sorted) {
        return sorted[sorted.length / 2] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private double seconds(long start) {
        return (time.monotonicNanos() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static void say(String pattern, Object... values) {
        System.out.printf(Locale.ROOT, pattern + "%n", values);
    }
}

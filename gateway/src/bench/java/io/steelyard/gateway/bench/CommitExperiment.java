package io.steelyard.gateway.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One weighing at a time: hash, signature, SQLite commit; write by write in turn with a raw sync of as many bytes. */
final class CommitExperiment {
    static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long STATION_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int WARM_UPS = 500;

    private CommitExperiment() {}

    static void run(Trial trial) throws Exception {
        var data = trial.fresh("commit");
        try (var line = Line.open(data); var raw = RawSync.open(trial.folder().resolve("raw"))) {
            var sample = sample(line, data);
            measure("warm", WARM_UPS, 0, line, raw, sample, trial);
            for (int round = 0; round < trial.rounds(); round++) {
                measure("disk", trial.size(1_000, 500), 0, line, raw, sample, trial);
                measure("cold", trial.size(200, 50), STATION_NANOS, line, raw, sample, trial);
                if (trial.sync().isPresent()) {
                    trial.sync().get().longer(SLOW_NANOS);
                    measure("slow", trial.size(150, 60), 0, line, raw, sample, trial);
                    trial.sync().get().longer(0);
                }
                trial.progress("commit, round " + (round + 1));
            }
        }
        if (trial.sync().isEmpty()) {
            trial.note("Syncs were not slowed down: gcc is missing, which builds the shim (package gcc).");
        }
    }

    /** As many bytes as a fact has with its signature. */
    private static byte[] sample(Line line, Path data) throws Exception {
        line.commit();
        var fact = Line.facts(data, 1).getFirst();
        return ByteBuffer.allocate(fact.bytes().length + fact.signature().length + fact.keyId().length())
                .put(fact.bytes()).put(fact.signature()).array();
    }

    private static void measure(String condition, int weighings, long pauseNanos, Line line, RawSync raw, byte[] sample,
            Trial trial) throws Exception {
        long[] ours = new long[weighings];
        long[] theirs = new long[weighings];
        for (int one = 0; one < weighings; one++) {
            LockSupport.parkNanos(pauseNanos);
            theirs[one] = raw.writeNanos(sample);
            LockSupport.parkNanos(pauseNanos);
            ours[one] = line.commit().nanos();
        }
        trial.found("commit." + condition + ".raw.p50", Spread.millis(theirs, 0.50));
        trial.found("commit." + condition + ".raw.p99", Spread.millis(theirs, 0.99));
        trial.found("commit." + condition + ".ours.p50", Spread.millis(ours, 0.50));
        trial.found("commit." + condition + ".ours.p99", Spread.millis(ours, 0.99));
    }
}

package io.steelyard.gateway.bench;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** While a backlog drains flat out, a weighing every few milliseconds: until it is durable, and until the platform has it. */
final class LiveExperiment {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int WARM_UPS = 200;

    private LiveExperiment() {}

    static void run(Trial trial) throws Exception {
        int backlog = trial.size(100_000, 50_000);
        var made = trial.backlog(backlog);
        try (var platform = PlatformProcess.start(trial.fresh("platform"))) {
            for (int round = 0; round <= trial.rounds(); round++) {
                var data = trial.fresh("live");
                Folders.copy(made, data);
                try (var broker = LocalBroker.start(trial.folder()); var line = Line.open(data)) {
                    for (int one = 0; one < WARM_UPS; one++) {
                        line.commit();
                    }
                    platform.open(broker.uri(), data, backlog + WARM_UPS + 1);
                    weigh(line, platform, broker, backlog, round == 0 ? "warm" : "live", trial);
                }
                Folders.delete(data);
                trial.progress("live, round " + round);
            }
        }
    }

    private static void weigh(Line line, PlatformProcess platform, LocalBroker broker, int backlog, String series,
            Trial trial) throws Exception {
        var weighings = new ArrayList<Line.Committed>();
        line.connect(broker.uri(), platform.publicKey());
        line.awaitDraining(); // what is weighed before there is a session belongs to the backlog
        while (line.acknowledged() < backlog) {
            weighings.add(line.commit());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        line.awaitAcknowledged(weighings.getLast().seq());
        platform.forget(); // whatever it had to tell is told
        long[] commits = weighings.stream().mapToLong(Line.Committed::nanos).toArray();
        long[] arrivals = weighings.stream().mapToLong(one -> platform.storedNanos(one.seq()) - one.offeredNanos()).toArray();
        trial.found(series + ".weighings", weighings.size());
        trial.found(series + ".commit.p50", Spread.millis(commits, 0.50));
        trial.found(series + ".commit.p99", Spread.millis(commits, 0.99));
        trial.found(series + ".platform.p50", Spread.millis(arrivals, 0.50));
        trial.found(series + ".platform.p99", Spread.millis(arrivals, 0.99));
    }
}

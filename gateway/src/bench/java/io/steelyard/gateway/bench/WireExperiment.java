package io.steelyard.gateway.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a mobile operator would bill for a fact, both ways, acknowledgements included; counted by {@link Relay}. */
final class WireExperiment {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private WireExperiment() {}

    static void run(Trial trial) throws Exception {
        int backlog = trial.size(20_000, 10_000);
        int live = trial.size(200, 50);
        var made = trial.backlog(backlog);
        try (var platform = PlatformProcess.start(trial.fresh("platform"))) {
            for (int round = 0; round < trial.rounds(); round++) {
                var data = trial.fresh("wire");
                Folders.copy(made, data);
                try (var broker = LocalBroker.start(trial.folder());
                        var relay = Relay.open(broker.port(), 0);
                        var line = Line.open(data)) {
                    platform.open(broker.uri(), data, Long.MAX_VALUE);
                    line.connect(relay.uri(), platform.publicKey());
                    line.awaitAcknowledged(backlog);
                    trial.found("wire.backfill", (double) relay.billedBytes() / backlog);
                    long before = relay.billedBytes();
                    weigh(line, live);
                    trial.found("wire.live", (double) (relay.billedBytes() - before) / live);
                    platform.forget();
                }
                trial.progress("wire, round " + (round + 1));
            }
        }
    }

    private static void weigh(Line line, int weighings) {
        long last = 0;
        for (int one = 0; one < weighings; one++) {
            last = line.commit().seq();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        line.awaitAcknowledged(last);
    }
}

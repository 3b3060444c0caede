package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.JournalException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** H: while a long backlog drains, new weighings reach the platform at once, and the daemon's memory stays as it is. */
final class LiveBesideBacklog {
    private static final int BACKLOG = 100_000;
    private static final int BACKLOG_QUICK = 10_000;
    private static final int PANS_MAX = 48;
    private static final long DONE_SECONDS_MAX = 900;
    private static final double LIVE_PER_SECOND = 1;
    private static final long ENOUGH_BAGS = 10_000_000;
    private static final long LIVE_MILLIS_MAX = 5_000;
    private static final double P99 = 0.99;
    private static final long LOOK_MILLIS = 250;

    private final Bench bench;

    LiveBesideBacklog(Bench bench) {
        this.bench = bench;
    }

    void drain() throws IOException, InterruptedException, JournalException {
        drain(bench.quick ? BACKLOG_QUICK : BACKLOG);
    }

    void drain(int backlog) throws IOException, InterruptedException, JournalException {
        var folder = bench.folder("H");
        int port = Bench.freePort();
        var site = Site.make(folder, folder.resolve("data"), port, Bench.ACKNOWLEDGE_WITHIN);
        var clerks = new Clerks();
        var load = Load.start(site, clerks, backlog, PANS_MAX);
        load.awaitDone(DONE_SECONDS_MAX);
        load.kill();
        long backlogHead = site.head();
        try (var _ = bench.kind.start(folder, port); var centre = new Centre(site, Bench.uri(port))) {
            load = Load.start(site, clerks, List.of(), Map.of(),
                    Load.options(clerks, ENOUGH_BAGS, 1, LIVE_PER_SECOND));
            centre.await(1);
            long startNanos = System.nanoTime();
            long leastKilobytes = Long.MAX_VALUE;
            long mostKilobytes = 0;
            while (centre.storedNanosBySeq().keySet().stream().filter(seq -> seq <= backlogHead)
                    .count() < backlogHead) {
                long now = load.residentKilobytes();
                leastKilobytes = Math.min(leastKilobytes, now);
                mostKilobytes = Math.max(mostKilobytes, now);
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            long drainedNanos = System.nanoTime();
            double seconds = (drainedNanos - startNanos) / 1e9;
            load.kill();
            load = Load.start(site, clerks, 0, 1);
            load.awaitServing();
            centre.settle(load, site, clerks);
            bench.judged(Outcome.of("H backlog of " + backlog + " beside live", site, clerks, centre));
            bench.say("drained %.0f facts a second in %.1f s; resident %d to %d MB".formatted(backlog / seconds, seconds,
                    leastKilobytes / 1024, mostKilobytes / 1024));
            live(clerks, centre, startNanos, drainedNanos);
            bench.console(site);
        }
    }

    /** From "recorded" to stored, of what was weighed while the backlog drained; what was weighed before belongs to it. */
    private void live(Clerks clerks, Centre centre, long startNanos, long drainedNanos) {
        var stored = centre.storedNanosBySeq();
        var millis = clerks.committedNanosBySeq().entrySet().stream()
                .filter(fact -> fact.getValue() > startNanos && fact.getValue() < drainedNanos)
                .map(fact -> TimeUnit.NANOSECONDS.toMillis(
                        stored.getOrDefault(fact.getKey(), Long.MAX_VALUE) - fact.getValue()))
                .sorted().toList();
        if (millis.isEmpty()) {
            bench.demand(false, "nothing was weighed while the backlog drained");
            return;
        }
        long p99 = millis.get((int) Math.ceil(P99 * millis.size()) - 1);
        bench.demand(p99 < LIVE_MILLIS_MAX, "%d live weighings reached the platform in %d ms (median), %d ms (p99)"
                .formatted(millis.size(), millis.get(millis.size() / 2), p99));
    }
}

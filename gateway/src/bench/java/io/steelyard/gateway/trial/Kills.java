package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;

/** C: kill -9. */
final class Kills {
    private static final int PANS = 8;
    private static final int PANS_MAX = 48;
    private static final int BATCH_FACTS = 100;
    /** The window holds at most this part of the backlog, so that what may come again is less than what was there. */
    private static final int WINDOW_PART = 6;
    private static final double KILLED_FROM = 0.5;
    private static final double KILLED_TO = 0.7;
    private static final long ENOUGH_BAGS = 10_000_000;
    private static final long DONE_SECONDS_MAX = 600;

    private final Bench bench;

    Kills(Bench bench) {
        this.bench = bench;
    }

    /** One journal, killed again and again while clerks weigh and nothing can be sent; then drained. */
    void buffering() throws IOException, InterruptedException, JournalException {
        var folder = bench.folder("C-buffering");
        int port = Bench.freePort();
        var site = Site.make(folder, folder.resolve("data"), port, Bench.ACKNOWLEDGE_WITHIN);
        var clerks = new Clerks();
        long slowestMillis = 0;
        for (int round = 0; round < bench.rounds(); round++) {
            int target = clerks.told() + bench.facts() / bench.rounds() + bench.random.nextInt(100);
            var load = Load.start(site, clerks, ENOUGH_BAGS, PANS);
            slowestMillis = Math.max(slowestMillis, load.awaitFirstMillis());
            Wait.until(target + " told", () -> clerks.told() >= target);
            load.kill();
        }
        try (var _ = bench.kind.start(folder, port); var centre = new Centre(site, Bench.uri(port))) {
            var load = Load.start(site, clerks, 0, 1);
            load.awaitServing();
            centre.settle(load, site, clerks);
            bench.judged(Outcome.of("C kill -9 while buffering x" + bench.rounds(), site, clerks, centre));
            bench.say("first weighing after a restart: at most " + slowestMillis + " ms after the process's start");
            bench.console(site);
        }
    }

    /** The same backlog each time, killed once while it drains: of what is there by then little comes again. */
    void draining() throws IOException, InterruptedException, JournalException {
        var clerks = new Clerks();
        var backlog = backlog(bench.folder("C-backlog"), clerks);
        long worst = 0;
        long sum = 0;
        for (int round = 1; round <= bench.rounds(); round++) {
            int again = drainKilledOnce(backlog, clerks, round);
            worst = Math.max(worst, again);
            sum += again;
        }
        bench.say("sent again per kill: mean " + sum / bench.rounds() + ", at most " + worst);
    }

    private Site backlog(Path folder, Clerks clerks)
            throws IOException, InterruptedException {
        var site = Site.make(folder, folder.resolve("data"), Bench.freePort(), Bench.ACKNOWLEDGE_WITHIN);
        var load = Load.start(site, clerks, bench.facts(), PANS_MAX);
        load.awaitDone(DONE_SECONDS_MAX);
        load.kill();
        return site;
    }

    private int drainKilledOnce(Site backlog, Clerks clerks, int round)
            throws IOException, InterruptedException, JournalException {
        int port = Bench.freePort();
        try (var line = new Hole(port)) {
            int window = Math.clamp(bench.facts() / (WINDOW_PART * BATCH_FACTS), 1, Site.WINDOW);
            var site = backlog.copyTo(bench.folder("C-draining"), line.port(), Bench.ACKNOWLEDGE_WITHIN, window);
            try (var _ = bench.kind.start(site.folder(), port); var centre = new Centre(site, Bench.uri(port))) {
                var load = Load.start(site, clerks, 0, 1);
                centre.await((long) (bench.facts() * bench.random.nextDouble(KILLED_FROM, KILLED_TO)));
                load.kill();
                int there = centre.stored();
                load = Load.start(site, clerks, 0, 1);
                load.awaitServing();
                centre.settle(load, site, clerks);
                var outcome = Outcome.of("C kill -9 while draining " + round + ", with " + there + " there", site,
                        clerks, centre);
                int again = bench.judged(outcome).again();
                long allowed = (long) window * BATCH_FACTS + centre.acknowledgedAtOnceMost();
                bench.demand(again <= allowed && allowed < there, "sent again " + again + ", allowed " + allowed
                        + ": a window of " + window + " x " + BATCH_FACTS + " and the largest acknowledgement's "
                        + centre.acknowledgedAtOnceMost() + "; everything would be " + there);
                return again;
            }
        }
    }
}

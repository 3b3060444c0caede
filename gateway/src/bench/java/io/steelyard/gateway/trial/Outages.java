package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.JournalException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A, B and E: the way to the platform fails, the machine does not. */
final class Outages {
    private static final long OUTAGE_SECONDS = 60;
    private static final long OUTAGE_SECONDS_QUICK = 6;
    private static final int PANS = 8;
    private static final int PANS_MAX = 48;
    private static final long DONE_SECONDS_MAX = 600;
    /** What is left after the last hole is as much as lies between so many: a fast drain must not be over before it is dug. */
    private static final int LEFT_AFTER_LAST = 4;
    private static final long[] HOLE_SECONDS = {3, 8};
    private static final int BOOTS = 3;
    private static final long DOWN_SECONDS = 10;

    private final Bench bench;

    Outages(Bench bench) {
        this.bench = bench;
    }

    /** A: the broker is stopped while clerks weigh, and started again. */
    void clean() throws IOException, InterruptedException, JournalException {
        var folder = bench.folder("A");
        int port = Bench.freePort();
        var site = Site.make(folder, folder.resolve("data"), port, Bench.ACKNOWLEDGE_WITHIN);
        var clerks = new Clerks();
        long outage = bench.quick ? OUTAGE_SECONDS_QUICK : OUTAGE_SECONDS;
        double rate = bench.facts() / (outage * 1.1);
        var broker = bench.kind.start(folder, port);
        try (var centre = new Centre(site, Bench.uri(port))) {
            var load = Load.start(site, clerks, List.of(), Map.of(), Load.options(clerks, bench.facts(), PANS, rate));
            centre.await(bench.facts() / 20);
            broker.close();
            TimeUnit.SECONDS.sleep(outage);
            int delivered = centre.stored();
            broker = bench.kind.start(folder, port);
            long backNanos = System.nanoTime();
            centre.await(delivered + 1);
            bench.say("after " + outage + " s without a broker the next fact arrived "
                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - backNanos) + " ms after its return");
            load.awaitDone(DONE_SECONDS_MAX);
            centre.settle(load, site, clerks);
            bench.judged(Outcome.of("A clean outage", site, clerks, centre));
            bench.console(site);
        } finally {
            broker.close();
        }
    }

    /** B: in the middle of draining everything sent vanishes, and no connection ends. */
    void blackHole() throws IOException, InterruptedException, JournalException {
        var folder = bench.folder("B");
        int port = Bench.freePort();
        try (var hole = new Hole(port)) {
            var site = Site.make(folder, folder.resolve("data"), hole.port(), Bench.ACKNOWLEDGE_WITHIN);
            var clerks = new Clerks();
            var load = Load.start(site, clerks, bench.facts(), PANS_MAX);
            load.awaitDone(DONE_SECONDS_MAX);
            load.kill();
            try (var _ = bench.kind.start(folder, port); var centre = new Centre(site, Bench.uri(port))) {
                load = Load.start(site, clerks, 0, 1);
                long slowestMillis = 0;
                long head = site.head();
                int dug = 0;
                for (int round = 1; round <= bench.rounds(); round++) {
                    centre.await((long) bench.facts() * round / (bench.rounds() + LEFT_AFTER_LAST));
                    hole.dig();
                    TimeUnit.SECONDS.sleep(HOLE_SECONDS[round % HOLE_SECONDS.length]);
                    int delivered = centre.stored(); // also what was behind the hole already
                    dug += delivered < head ? 1 : 0;
                    hole.mend();
                    long mendedNanos = System.nanoTime();
                    centre.await(Math.min(delivered + 1, head));
                    slowestMillis = Math.max(slowestMillis,
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - mendedNanos));
                }
                centre.settle(load, site, clerks);
                bench.judged(Outcome.of("B black hole x" + dug, site, clerks, centre));
                bench.demand(dug == bench.rounds(), dug + " of " + bench.rounds() + " holes opened in mid-drain");
                bench.say("next fact after a mended hole: at most " + slowestMillis + " ms");
                bench.console(site);
            }
        }
    }

    /** E: three boots without a broker, then one during which it comes. */
    void bootOffline() throws IOException, InterruptedException, JournalException {
        var folder = bench.folder("E");
        int port = Bench.freePort();
        var site = Site.make(folder, folder.resolve("data"), port, Bench.ACKNOWLEDGE_WITHIN);
        var clerks = new Clerks();
        for (int boot = 0; boot < BOOTS; boot++) {
            var load = Load.start(site, clerks, bench.facts() / BOOTS, PANS);
            bench.say("first weighing recorded " + load.awaitFirstMillis() + " ms after the start");
            load.awaitDone(DONE_SECONDS_MAX);
            load.kill();
        }
        var load = Load.start(site, clerks, 1, 1);
        load.awaitDone(DONE_SECONDS_MAX);
        TimeUnit.SECONDS.sleep(DOWN_SECONDS);
        try (var _ = bench.kind.start(folder, port); var centre = new Centre(site, Bench.uri(port))) {
            long upNanos = System.nanoTime();
            centre.await(1);
            bench.say("first fact arrived " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - upNanos)
                    + " ms after the broker came up");
            centre.settle(load, site, clerks);
            bench.judged(Outcome.of("E boot with the uplink down", site, clerks, centre));
            bench.console(site);
        }
    }
}

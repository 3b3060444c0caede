package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;

/** F: a file system of 16 MB, filled to its end while nothing can be sent; room is made; then everything is delivered. */
final class FullDisk {
    private static final int DISK_MEGABYTES = 16;
    private static final int BALLAST_BYTES = 3_000_000;
    private static final int PANS = 4;
    private static final int REFUSALS = 40;
    private static final int MORE = 500;
    private static final long ENOUGH_BAGS = 10_000_000;

    private final Bench bench;

    FullDisk(Bench bench) {
        this.bench = bench;
    }

    void fill() throws IOException, InterruptedException, JournalException {
        var folder = bench.folder("F");
        int port = Bench.freePort();
        try (var disk = LoopDisk.make(folder, "disk", DISK_MEGABYTES)) {
            var ballast = disk.mount().resolve("ballast");
            Files.write(ballast, new byte[BALLAST_BYTES]);
            var site = Site.make(folder, disk.mount().resolve("data"), port, Bench.ACKNOWLEDGE_WITHIN);
            var clerks = new Clerks();
            var load = Load.start(site, clerks, ENOUGH_BAGS, PANS);
            Wait.until("refusals", () -> refusals(clerks) >= REFUSALS);
            int whenFull = clerks.told();
            Files.delete(ballast);
            Wait.until("weighings after room was made", () -> clerks.told() >= whenFull + MORE);
            load.kill();
            bench.say("full after " + whenFull + " weighings; " + refusals(clerks) + " refused until room was made; then "
                    + (clerks.told() - whenFull) + " more without a restart");
            clerks.refusals().forEach((reason, times) -> bench.say("refused " + times + " x: " + reason));
            try (var _ = bench.kind.start(folder, port); var centre = new Centre(site, Bench.uri(port))) {
                load = Load.start(site, clerks, 0, 1);
                load.awaitServing();
                centre.settle(load, site, clerks);
                bench.judged(Outcome.of("F 16 MB file system", site, clerks, centre));
                bench.console(site);
            }
        }
    }

    private static int refusals(Clerks clerks) {
        return clerks.refusals().values().stream().mapToInt(Integer::intValue).sum();
    }
}

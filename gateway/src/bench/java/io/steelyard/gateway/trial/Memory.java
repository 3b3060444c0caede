package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** M: the daemon's memory with a short and with a very long backlog, while nothing can be sent and while it drains. */
final class Memory {
    private static final int[] PENDING = {10_000, 1_000_000};
    private static final int[] PENDING_QUICK = {1_000, 20_000};
    private static final int PANS_MAX = 48;
    private static final long DONE_SECONDS_MAX = 1_800;
    private static final long SETTLE_SECONDS = 10;
    private static final double TOLERANCE = 0.10;
    /** Of the serial collector, young and old: {@code total …K, used 12345K}. */
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    /** Kilobytes. */
    private record Size(long used, long resident) {}

    private final Bench bench;

    Memory(Bench bench) {
        this.bench = bench;
    }

    void compare() throws IOException, InterruptedException, JournalException {
        var pending = bench.quick ? PENDING_QUICK : PENDING;
        var few = waiting(pending[0]);
        var many = waiting(pending[1]);
        demandFlat("heap in use", few.used(), many.used(), pending);
        demandFlat("resident memory", few.resident(), many.resident(), pending);
    }

    private Size waiting(int pending) throws IOException, InterruptedException, JournalException {
        var folder = bench.folder("M-" + pending);
        int port = Bench.freePort();
        var site = Site.make(folder, folder.resolve("data"), port, Bench.ACKNOWLEDGE_WITHIN);
        var clerks = new Clerks();
        var load = Load.start(site, clerks, pending, PANS_MAX);
        load.awaitDone(DONE_SECONDS_MAX);
        load.kill();
        load = Load.start(site, clerks, 1, 1);
        bench.say(pending + " pending: first weighing recorded " + load.awaitFirstMillis() + " ms after the start");
        var size = size(load);
        bench.say(pending + " pending, nothing can be sent: " + text(size));
        try (var _ = bench.kind.start(folder, port); var centre = new Centre(site, Bench.uri(port))) {
            centre.await(pending / 10);
            bench.say(pending + " pending, draining: " + text(size(load)));
            load.kill();
        }
        Shell.run("rm", "-r", folder.toString());
        return size;
    }

    private static Size size(Load load) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Shell.run(jcmd, "" + load.pid(), "GC.run");
        var used = USED.matcher(Shell.run(jcmd, "" + load.pid(), "GC.heap_info")).results()
                .mapToLong(found -> Long.parseLong(found.group(1))).sum();
        return new Size(used, load.residentKilobytes());
    }

    private static String text(Size size) {
        return "%.1f MB of heap in use after a collection, %.1f MB resident".formatted(size.used() / 1024.0,
                size.resident() / 1024.0);
    }

    private void demandFlat(String what, long few, long many, int[] pending) {
        double change = (double) many / few - 1;
        bench.demand(Math.abs(change) <= TOLERANCE,
                "%s changes by %+.1f %% from %d to %d pending facts".formatted(what, 100 * change, pending[0],
                        pending[1]));
    }
}

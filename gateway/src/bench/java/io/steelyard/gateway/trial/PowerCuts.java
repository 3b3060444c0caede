package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.JournalException;
import io.steelyard.sim.history.Accepted;
import io.steelyard.sim.platform.FactHeader;
import io.steelyard.sim.platform.SignedFact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** D: the power goes. Needs root, for the mounts. */
final class PowerCuts {
    private static final int DISK_MEGABYTES = 128;
    private static final int PANS = 8;
    private static final long ENOUGH_BAGS = 10_000_000;
    private static final int CARELESS_FACTS = 300;

    private final Bench bench;

    PowerCuts(Bench bench) {
        this.bench = bench;
    }

    /** One journal, its power cut again and again while clerks weigh and facts are sent. */
    void durable() throws IOException, InterruptedException, JournalException {
        var folder = bench.folder("D");
        int port = Bench.freePort();
        var disk = LoopDisk.make(folder, "disk-0", DISK_MEGABYTES);
        try (var _ = bench.kind.start(folder, port)) {
            var site = site(folder, disk, port);
            var clerks = new Clerks();
            try (var centre = new Centre(site, Bench.uri(port))) {
                for (int round = 1; round <= bench.rounds(); round++) {
                    int target = clerks.told() + bench.facts() / bench.rounds() + bench.random.nextInt(100);
                    var load = Load.start(site, clerks, ENOUGH_BAGS, PANS);
                    disk = cut(load, clerks, target, disk, "disk-" + round);
                    site = site(folder, disk, port);
                    int gone = told(clerks, site.journaled());
                    bench.demand(gone == 0, "power cut " + round + ": " + gone + " of " + clerks.told()
                            + " told are not on the disk");
                }
                var load = Load.start(site, clerks, 0, 1);
                load.awaitServing();
                centre.settle(load, site, clerks);
                bench.judged(Outcome.of("D power cut x" + bench.rounds(), site, clerks, centre));
                bench.console(site);
            }
        } finally {
            disk.close();
        }
    }

    /** The control: with {@code synchronous=NORMAL} the same trial must find lost weighings, or it proves nothing. */
    void careless() throws IOException, InterruptedException, JournalException {
        var folder = bench.folder("D-control");
        int port = Bench.freePort();
        var disk = LoopDisk.make(folder, "disk-0", DISK_MEGABYTES);
        try {
            var site = site(folder, disk, port);
            var clerks = new Clerks();
            var load = Load.start(site, clerks, List.of(), Map.of(),
                    Load.options(clerks, ENOUGH_BAGS, PANS, 0, "--careless"));
            disk = cut(load, clerks, CARELESS_FACTS, disk, "disk-1");
            site = site(folder, disk, port);
            var survived = survivors(site);
            var outcome = Outcome.of("D control, synchronous=NORMAL", site, clerks, survived, survived, survived);
            bench.say(outcome.row());
            bench.demand(!outcome.holds() && outcome.lost() > 0,
                    "with synchronous=NORMAL the power cut loses " + outcome.lost() + " of " + outcome.told()
                            + " told, and the judge says so: " + outcome.verdict().violations().stream().findFirst()
                                    .orElse("nothing"));
        } finally {
            disk.close();
        }
    }

    private static Site site(Path folder, LoopDisk disk, int port) throws IOException {
        return Site.make(folder, disk.mount().resolve("data"), port, Bench.ACKNOWLEDGE_WITHIN);
    }

    private static LoopDisk cut(Load load, Clerks clerks, int target, LoopDisk disk, String name)
            throws IOException, InterruptedException {
        Wait.until(target + " told", () -> clerks.told() >= target);
        load.freeze();
        var cut = disk.powerCut(name);
        load.kill(); // and hears what it had said before it was frozen
        disk.close();
        return cut;
    }

    private static int told(Clerks clerks, List<SignedFact> onDisk) {
        var there = new HashSet<Accepted>();
        for (var fact : onDisk) {
            if (FactHeader.of(fact.bytes()) instanceof FactHeader header) {
                there.add(new Accepted(header.journal(), header.seq(), header.id()));
            }
        }
        return (int) clerks.accepted().stream().filter(fact -> !there.contains(fact)).count();
    }

    private static List<SignedFact> survivors(Site site) {
        try {
            return site.journaled();
        } catch (JournalException nothingReadable) {
            return List.of();
        }
    }
}

package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.JournalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** G: the calendar jumps ten years ahead and back, while clerks weigh and at a boot. Needs libfaketime. */
final class ClockJumps {
    private static final List<String> JUMPS = List.of("+0", "+3652d", "-3652d", "+0");
    private static final int PANS = 8;
    private static final long ENOUGH_BAGS = 10_000_000;

    private final Bench bench;

    ClockJumps(Bench bench) {
        this.bench = bench;
    }

    void jump() throws IOException, InterruptedException, JournalException {
        var folder = bench.folder("G");
        int port = Bench.freePort();
        var site = Site.make(folder, folder.resolve("data"), port, Bench.ACKNOWLEDGE_WITHIN);
        var clerks = new Clerks();
        var offset = folder.resolve("offset");
        set(offset, JUMPS.getFirst());
        double rate = bench.quick ? 400 : 1_000;
        try (var _ = bench.kind.start(folder, port); var centre = new Centre(site, Bench.uri(port))) {
            var load = life(site, clerks, offset, rate);
            for (int jump = 0; jump < JUMPS.size(); jump++) {
                set(offset, JUMPS.get(jump));
                awaitTold(clerks, bench.facts() * (2 * jump + 1) / (2 * JUMPS.size()));
                load.kill(); // and a boot under this calendar
                load = life(site, clerks, offset, rate);
                awaitTold(clerks, bench.facts() * (2 * jump + 2) / (2 * JUMPS.size()));
            }
            load.kill();
            load = Load.start(site, clerks, List.of(), environment(offset), Load.options(clerks, 0, 1, 0));
            load.awaitServing();
            centre.settle(load, site, clerks);
            bench.judged(Outcome.of("G clock +10 years, -10 years and back", site, clerks, centre));
            bench.say("years in the facts: " + years(site));
            bench.console(site);
        }
    }

    private static Load life(Site site, Clerks clerks, Path offset, double rate) throws IOException {
        return Load.start(site, clerks, List.of(), environment(offset),
                Load.options(clerks, ENOUGH_BAGS, PANS, rate));
    }

    private static Map<String, String> environment(Path offset) {
        return Map.of("LD_PRELOAD", System.getProperty("faketime.library", ""), "FAKETIME_TIMESTAMP_FILE",
                offset.toString(), "FAKETIME_NO_CACHE", "1", "DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0"); // the fix for old C libraries breaks Java's timed waits
    }

    private static void set(Path offset, String jump) throws IOException {
        Files.writeString(offset, jump + "\n");
    }

    private static void awaitTold(Clerks clerks, int target) throws IOException, InterruptedException {
        Wait.until(target + " told", () -> clerks.told() >= target);
    }

    /** That the calendar really jumped: the years of capture, in order of appearance. */
    private static List<String> years(Site site) throws JournalException {
        return site.journaled().stream()
                .map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8)
                        .replaceFirst(".*?\"at\":\"(\\d{4}).*", "$1"))
                .distinct().toList();
    }
}

package io.steelyard.gateway;

import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.link.LinkLoop;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.run.LoopRunner;
import io.steelyard.gateway.run.Stepped;
import io.steelyard.gateway.run.WatchedRunner;
import io.steelyard.gateway.run.Watchdog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** One running gateway: its folder locked, each loop on its thread. Starts journal, uplink, links, watchdog; stops in reverse. */
final class Daemon implements AutoCloseable {
    private final DataFolder folder;
    private final Gateway gateway;
    private final List<LoopRunner> runners;
    private final List<WatchedRunner> links;
    private final LoopRunner watchdog;

    private Daemon(DataFolder folder, Gateway gateway, List<LoopRunner> runners, List<WatchedRunner> links,
            LoopRunner watchdog) {
        this.folder = folder;
        this.gateway = gateway;
        this.runners = runners;
        this.links = links;
        this.watchdog = watchdog;
    }

    /**
     * @param died told when a loop ends by a bug; it should end the process
     * @throws JournalException when the data folder is in use, unwritable or not ours
     */
    static Daemon start(GatewayConfig config, Surroundings around, BiConsumer<String, Throwable> died)
            throws JournalException {
        var folder = DataFolder.lock(config.data());
        try {
            var gateway = Gateway.build(config, folder, around);
            gateway.journal().growLog();
            var runners = new ArrayList<LoopRunner>();
            var journal = runner(gateway.journal(), around, died, runners);
            gateway.journal().wakes(journal::wake);
            var uplink = runner(gateway.uplink(), around, died, runners);
            gateway.uplink().wakes(uplink::wake);
            gateway.pins().ifPresent(pins -> pins.wakes(runner(pins, around, died, runners)::wake));
            gateway.kiosk().ifPresent(kiosk -> kiosk.wakes(runner(kiosk.loop(), around, died, runners)::wake));
            var links = gateway.links().stream().map(link -> watched(link, around, died)).toList();
            var watchdog = new LoopRunner(new Watchdog(links, gateway::tick), around.time(), died);
            gateway.runs(Stream.of(runners, links, List.of(watchdog)).<Stepped>flatMap(List::stream).toList());
            runners.forEach(LoopRunner::start);
            links.forEach(WatchedRunner::start);
            watchdog.start();
            return new Daemon(folder, gateway, runners, links, watchdog);
        } catch (JournalException | RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    private static LoopRunner runner(Loop loop, Surroundings around, BiConsumer<String, Throwable> died,
            List<LoopRunner> runners) {
        var runner = new LoopRunner(loop, around.time(), died);
        runners.add(runner);
        return runner;
    }

    private static WatchedRunner watched(LinkLoop link, Surroundings around, BiConsumer<String, Throwable> died) {
        var runner = new WatchedRunner(link, around.time(), died);
        link.wakes(runner::wake);
        return runner;
    }

    /** Where a program without devices offers its weighings. */
    JournalLoop journal() {
        return gateway.journal();
    }

    /** The loop without which nothing is recorded. */
    Stepped journalLoop() {
        return runners.getFirst();
    }

    /** The loop that weighing never waits for. */
    Stepped uplinkLoop() {
        return runners.get(1);
    }

    /** All other loops. */
    List<Stepped> otherLoops() {
        return Stream.of(runners.subList(2, runners.size()), links, List.of(watchdog)).<Stepped>flatMap(List::stream)
                .toList();
    }

    /** How the stations stand, in one sentence. */
    String standing() {
        return gateway.standing();
    }

    @Override
    public void close() {
        watchdog.close(); // first, or it would take a link that is being stopped for one that hangs
        links.forEach(WatchedRunner::beginToClose);
        links.reversed().forEach(WatchedRunner::close);
        runners.reversed().forEach(LoopRunner::close);
        folder.close();
    }
}

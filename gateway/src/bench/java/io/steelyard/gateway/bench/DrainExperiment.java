package io.steelyard.gateway.bench;

import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.uplink.BareSender;
import io.steelyard.gateway.uplink.Message;
import io.steelyard.gateway.uplink.PahoBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A backlog, from the first connection until every acknowledgement is durable in the journal, beside what is comparable. */
final class DrainExperiment {
    private static final long LATER_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int KEEP_ALIVE_SECONDS = 1200;

    private final Trial trial;
    private final PlatformProcess platform;
    private final Path backlog;
    private final List<Fact> facts;
    private final List<Message> messages;

    private DrainExperiment(Trial trial, PlatformProcess platform, Path backlog, List<Fact> facts) {
        this.trial = trial;
        this.platform = platform;
        this.backlog = backlog;
        this.facts = facts;
        this.messages = BareSender.messages(facts, Line.TOPICS);
    }

    static void run(Trial trial) throws Exception {
        int size = trial.size(100_000, 20_000);
        var backlog = trial.backlog(size);
        try (var platform = PlatformProcess.start(trial.fresh("platform"))) {
            var experiment = new DrainExperiment(trial, platform, backlog, Line.facts(backlog, size));
            experiment.ours("warm", 0, 0);
            experiment.bare("warm");
            experiment.bareBatches("warm");
            for (int round = 0; round < trial.rounds(); round++) {
                experiment.round();
                trial.progress("drain, round " + (round + 1));
            }
        }
        if (trial.sync().isEmpty()) {
            trial.note("Draining at a slow sync was left out: gcc is missing, which builds the shim (package gcc).");
        }
    }

    private void round() throws Exception {
        bare("disk");
        bareBatches("disk");
        ours("disk", 0, 0);
        oneByOne("disk", trial.size(2_000, 1_000), 0, 0);
        if (trial.sync().isPresent()) {
            ours("slow", CommitExperiment.SLOW_NANOS, 0);
            oneByOne("slow", trial.size(200, 100), CommitExperiment.SLOW_NANOS, 0);
        }
        ours("far", 0, LATER_NANOS);
        oneByOne("far", trial.size(30, 15), 0, LATER_NANOS);
    }

    /** The whole backlog through the gateway's own journal and uplink. */
    private void ours(String condition, long syncNanos, long laterNanos) throws Exception {
        var data = trial.fresh("drain");
        Folders.copy(backlog, data);
        try (var broker = LocalBroker.start(trial.folder()); var relay = Relay.open(broker.port(), laterNanos)) {
            platform.open(broker.uri(), data, Long.MAX_VALUE);
            try (var line = Line.open(data)) {
                trial.sync().ifPresent(sync -> sync.longer(syncNanos));
                long usedNanos = Programs.cpuNanos();
                long began = System.nanoTime();
                line.connect(laterNanos > 0 ? relay.uri() : broker.uri(), platform.publicKey());
                line.awaitAcknowledged(facts.size());
                found(condition, "ours", facts.size(), System.nanoTime() - began);
                used(condition, "ours", Programs.cpuNanos() - usedNanos);
            } finally {
                trial.sync().ifPresent(sync -> sync.longer(0));
            }
            platform.forget();
        }
        Folders.delete(data);
    }

    /** The same messages from memory. */
    private void bare(String condition) throws Exception {
        try (var broker = LocalBroker.start(trial.folder()); var sender = sender(broker.uri(), Line.WINDOW_MAX)) {
            long usedNanos = Programs.cpuNanos();
            found(condition, "bare", facts.size(), sender.sendNanos(messages));
            used(condition, "bare", Programs.cpuNanos() - usedNanos);
        }
    }

    /** The same facts from memory in batches. */
    private void bareBatches(String condition) throws Exception {
        try (var broker = LocalBroker.start(trial.folder()); var sender = sender(broker.uri(), Line.WINDOW_MAX)) {
            found(condition, "bare-batches", facts.size(),
                    sender.sendNanos(BareSender.batches(facts, Line.TOPICS)));
        }
    }

    private void oneByOne(String condition, int size, long syncNanos, long laterNanos) throws Exception {
        var file = trial.fresh("one-by-one").resolve("messages.db");
        try (var broker = LocalBroker.start(trial.folder());
                var relay = Relay.open(broker.port(), laterNanos);
                var sender = sender(laterNanos > 0 ? relay.uri() : broker.uri(), 1);
                var design = OneByOne.open(file, facts.subList(0, size))) {
            trial.sync().ifPresent(sync -> sync.longer(syncNanos));
            found(condition, "one-by-one", size, design.drainNanos(sender));
        } finally {
            trial.sync().ifPresent(sync -> sync.longer(0));
        }
    }

    private static BareSender sender(String uri, int window) throws Exception {
        return BareSender.open(new PahoBroker(uri, Line.GATEWAY, KEEP_ALIVE_SECONDS, SystemTime.open()), Line.TOPICS,
                window);
    }

    private void found(String condition, String who, int facts, long nanos) {
        trial.found("drain." + condition + "." + who, facts / (nanos / 1e9));
    }

    private void used(String condition, String who, long cpuNanos) {
        trial.found("drain." + condition + "." + who + ".cpu", cpuNanos / 1e3 / facts.size());
    }
}

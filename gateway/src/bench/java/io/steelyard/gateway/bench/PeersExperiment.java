package io.steelyard.gateway.bench;

import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.uplink.BareSender;
import io.steelyard.gateway.uplink.PahoBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.DisconnectedBufferOptions;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MqttDefaultFilePersistence;

/**
 * The same facts, taken in while the centre is away and drained when it is back, through what else does so. Every peer drains to a
 * subscriber that only counts; ours to a platform that checks, stores and acknowledges. All through the same relay.
 */
final class PeersExperiment {
    private static final int FACTS = 20_000;
    private static final int FACTS_QUICK = 5_000;
    /** It syncs a file for each fact taken in, and removes them one by one: fewer, so that a run comes to its end; rates compare. */
    private static final int PAHO_FACTS = 5_000;
    private static final int PAHO_FACTS_QUICK = 1_000;
    private static final double WHOLE_PERCENT = 100;
    private static final long RECONNECT_NANOS_MAX = TimeUnit.SECONDS.toNanos(15);
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final String BRIDGE = """
            connection centre
            address 127.0.0.1:%d
            topic steelyard/# out 1
            restart_timeout 1
            """;
    private static final String TUNED = """
            max_queued_messages 0
            max_inflight_messages 0
            persistence true
            persistence_location %s/
            autosave_interval 1
            """;

    private final Trial trial;
    private final Path backlog;
    private final List<Fact> facts;

    private PeersExperiment(Trial trial, Path backlog, List<Fact> facts) {
        this.trial = trial;
        this.backlog = backlog;
        this.facts = facts;
    }

    static void run(Trial trial) throws Exception {
        int size = trial.size(FACTS, FACTS_QUICK);
        var backlog = trial.backlog(size);
        var experiment = new PeersExperiment(trial, backlog, Line.facts(backlog, size));
        boolean bridges = Programs.onPath("mosquitto").isPresent();
        try (var platform = PlatformProcess.start(trial.fresh("platform"))) {
            experiment.ours(platform, "peers.warm");
            int fewer = trial.size(PAHO_FACTS, PAHO_FACTS_QUICK);
            for (int round = 0; round < trial.rounds(); round++) {
                experiment.ours(platform, "peers.ours");
                experiment.pahoWithFiles(experiment.facts.subList(0, fewer));
                if (bridges) {
                    experiment.bridge("bridge", "persistence false\n");
                    experiment.bridge("bridge-tuned", TUNED.formatted(trial.fresh("bridge")));
                }
                trial.progress("peers, round " + (round + 1));
            }
        }
        if (!bridges) {
            trial.note("The bridge was left out: mosquitto is missing (package mosquitto).");
        }
    }

    private void ours(PlatformProcess platform, String series) throws Exception {
        var data = trial.fresh("peers");
        Folders.copy(backlog, data);
        try (var broker = LocalBroker.start(trial.folder());
                var relay = Relay.open(broker.port(), 0);
                var line = Line.open(data)) {
            platform.open(broker.uri(), data, Long.MAX_VALUE);
            long began = System.nanoTime();
            line.connect(relay.uri(), platform.publicKey());
            line.awaitAcknowledged(facts.size());
            trial.found(series, facts.size() / ((System.nanoTime() - began) / 1e9));
            trial.found(series + ".delivered", WHOLE_PERCENT);
            platform.forget();
        }
    }

    private void pahoWithFiles(List<Fact> some) throws Exception {
        try (var broker = LocalBroker.start(trial.folder());
                var relay = Relay.open(broker.port(), 0);
                var receiver = Receiver.open(broker.uri())) {
            var client = new MqttAsyncClient(relay.uri(), Line.GATEWAY,
                    new MqttDefaultFilePersistence(trial.fresh("paho").toString()));
            var buffer = new DisconnectedBufferOptions();
            buffer.setBufferEnabled(true);
            buffer.setBufferSize(some.size());
            buffer.setPersistBuffer(true);
            client.setBufferOpts(buffer);
            long began = System.nanoTime();
            for (var fact : some) {
                client.publish(topic(), fact.bytes(), 1, false);
            }
            trial.found("peers.paho-files.in", some.size() / ((System.nanoTime() - began) / 1e9));
            var options = new MqttConnectOptions();
            options.setCleanSession(false);
            options.setMaxInflight(Line.WINDOW_MAX);
            client.connect(options).waitForCompletion();
            found("paho-files", some.size(), receiver);
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        }
    }

    private void bridge(String name, String settings) throws Exception {
        int way = LocalBroker.freePort();
        try (var centre = LocalBroker.start(trial.folder());
                var receiver = Receiver.open(centre.uri());
                var edge = LocalBroker.mosquitto(trial.folder(), LocalBroker.freePort(),
                        settings + BRIDGE.formatted(way));
                var sender = BareSender.open(
                        new PahoBroker(edge.uri(), Line.GATEWAY, KEEP_ALIVE_SECONDS, SystemTime.open()),
                        Line.TOPICS, Line.WINDOW_MAX)) {
            sender.sendNanos(BareSender.messages(facts, Line.TOPICS));
            var relay = Relay.open(way, centre.port(), 0);
            try {
                found(name, facts.size(), receiver);
            } finally {
                relay.close();
            }
        }
    }

    private void found(String peer, int takenIn, Receiver receiver) {
        receiver.await(takenIn, RECONNECT_NANOS_MAX);
        trial.found("peers." + peer, receiver.perSecond());
        trial.found("peers." + peer + ".delivered", WHOLE_PERCENT * receiver.facts() / takenIn);
    }

    private static String topic() {
        return BareSender.topic(Line.TOPICS);
    }
}

package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import io.steelyard.gateway.uplink.Topics;
import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.uplink.UplinkListener;
import io.steelyard.gateway.uplink.UplinkLoop;
import io.steelyard.gateway.uplink.UplinkPlan;
import io.steelyard.sim.platform.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card was copied and both copies run: one identity, one journal up to the copy, then two. */
final class TwoCopiesTest {
    private static final String GATEWAY = "copied-1";
    private static final KeyPair PLATFORM = KeyFiles.newPair();
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long WEIGHING_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int COMMON_FACTS = 10;

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private final Fate fate = new Fate(new SplittableRandom(3));
    private final WorldPlatform platform = new WorldPlatform(Map.of(), PLATFORM, GATEWAY, fate, false);
    private final ModelBroker broker = new ModelBroker(time, fate, platform, GATEWAY);

    /** Journal and uplink of one of the copies. */
    private final class Copy implements UplinkListener, AutoCloseable {
        private final List<String> told = new ArrayList<>();
        private final DataFolder lock;
        private final JournalLoop journal;
        private final UplinkLoop uplink;

        Copy(Path data, long seed) throws JournalException {
            lock = DataFolder.lock(data);
            var random = new SplittableRandom(seed);
            journal = new JournalLoop(lock.open(GATEWAY, "steelyard test", lock.signer(), time, random,
                    Connections.DISK).journal(), 0, time, told::add);
            platform.trust(lock.signer().publicKey());
            var plan = new UplinkPlan(new Topics("world", GATEWAY), "steelyard test", PLATFORM.getPublic(), false, 16,
                    TimeUnit.SECONDS.toNanos(30), TimeUnit.SECONDS.toNanos(60));
            uplink = new UplinkLoop(plan, broker, journal, new JournalReader(data, Connections.DISK),
                    new Backoff(TimeUnit.SECONDS.toNanos(1), TimeUnit.MINUTES.toNanos(5), random), time, this,
                    () -> json -> json.writeStringProperty("health", "bay-1: weighing"));
        }

        void record() {
            journal.offer(new Draft(FactType.CLOCK, time.monotonicNanos(), FactData.text("event", "start")),
                    Commits.Completion.IGNORED);
        }

        void step() {
            journal.step(time.monotonicNanos());
            uplink.step(time.monotonicNanos());
        }

        long told(String beginning) {
            return told.stream().filter(line -> line.startsWith(beginning)).count();
        }

        @Override
        public void online() {}

        @Override
        public void offline(String reason) {
            told.add("offline: " + reason);
        }

        @Override
        public void acknowledged(long through) {}

        @Override
        public void ignored(String topic) {
            told.add("ignored " + topic);
        }

        @Override
        public void health(UplinkHealth now, String why) {
            told.add(now + ": " + why);
        }

        @Override
        public void notice(String sentence) {
            told.add(sentence);
        }

        @Override
        public void close() {
            uplink.close();
            journal.close();
            lock.close();
        }
    }

    @Test
    void two_copies_of_a_card_are_named_neither_loops_and_both_go_on_weighing() throws Exception {
        fate.calm();
        var one = folder.resolve("one");
        try (var before = new Copy(one, 1)) {
            for (int fact = 0; fact < COMMON_FACTS; fact++) {
                before.record();
            }
            live(TimeUnit.MINUTES.toNanos(1), before);
            assertEquals(COMMON_FACTS, platform.stored().size());
        }
        var two = copied(one);
        broker.processDied();
        broker.connects = 0;
        try (var first = new Copy(one, 2); var second = new Copy(two, 3)) {
            for (long passed = 0; passed < HOUR_NANOS; passed += WEIGHING_NANOS) {
                first.record();
                second.record();
                live(WEIGHING_NANOS, first, second);
            }
            assertEquals(COMMON_FACTS + HOUR_NANOS / WEIGHING_NANOS, first.journal.head());
            assertEquals(COMMON_FACTS + HOUR_NANOS / WEIGHING_NANOS, second.journal.head());
            var told = first.told + " and " + second.told;
            assertTrue(first.told("FORK: ") + second.told("FORK: ") >= 1, told);
            assertTrue(first.told("offline: another gateway is connected as " + GATEWAY)
                    + second.told("offline: another gateway is connected as " + GATEWAY) >= 1, told);
            assertTrue(broker.connects >= 4 && broker.connects <= 2 * 60 / 2, broker.connects + " connects");
            assertTrue(first.told.size() + second.told.size() <= 2 * broker.connects, told);
        }
    }

    private void live(long nanos, Copy... copies) {
        for (long passed = 0; passed < nanos; passed += STEP_NANOS) {
            time.advance(STEP_NANOS);
            broker.step();
            for (var copy : copies) {
                copy.step();
            }
        }
    }

    private Path copied(Path from) throws IOException {
        var to = Files.createDirectory(folder.resolve("two"));
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }
}

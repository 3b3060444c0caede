package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.VirtualTime;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.FactSigner;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import io.steelyard.sim.platform.KeyFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonGenerator;

/** A real journal, a fake broker, virtual time: what the stories of the uplink play with. */
abstract class UplinkStory {
    static final KeyPair PLATFORM = KeyFiles.newPair();
    static final KeyPair STRANGER = KeyFiles.newPair();
    static final String ROOT = "steelyard/v1/hz/gw-1";
    static final int WINDOW = 8;
    private static final int COMMIT_FACTS = 32;
    static final long TAKEN_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    static final long ACKNOWLEDGED_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);

    @TempDir
    Path folder;

    final VirtualTime time = new VirtualTime();
    final FakeBroker broker = new FakeBroker();
    final Told told = new Told();
    boolean diskFails;
    final SplittableRandom random = new SplittableRandom(1);
    final Connections disk = (url, properties) -> {
        if (diskFails) {
            throw new SQLException("made by the test");
        }
        return DriverManager.getConnection(url, properties);
    };
    boolean brokerAcknowledges;
    DesiredDocuments desired = DesiredDocuments.NONE;
    String health = "bay-1: weighing";
    DataFolder lock;
    JournalLoop journal;
    UplinkLoop uplink;

    @BeforeEach
    final void open() throws JournalException {
        lock = DataFolder.lock(folder);
        var opened = lock.open("gw-1", "steelyard test", lock.signer(), time, random, disk);
        journal = new JournalLoop(opened.journal(), 0, time, told.complaints::add);
        begin();
    }

    /** The uplink of a process that has just started. */
    final void begin() {
        var plan = new UplinkPlan(new Topics("hz", "gw-1"), "steelyard test", PLATFORM.getPublic(),
                brokerAcknowledges, WINDOW, TAKEN_NANOS_MAX, ACKNOWLEDGED_NANOS_MAX, desired);
        uplink = new UplinkLoop(plan, broker, journal, new JournalReader(folder, disk),
                new Backoff(FIRST_NANOS, LONGEST_NANOS, random), time, told, () -> new Saying(health));
    }

    private record Saying(String health) implements SiteHealth {
        @Override
        public void writeTo(JsonGenerator json) {
            json.writeStringProperty("health", health);
        }
    }

    @AfterEach
    final void close() throws Exception {
        uplink.close();
        journal.close();
        lock.close();
    }

    void record(int count) {
        for (int fact = 0; fact < count; fact++) {
            journal.offer(new Draft(FactType.CLOCK, time.monotonicNanos(), FactData.text("event", "start")),
                    Commits.Completion.IGNORED);
            if (fact % COMMIT_FACTS == COMMIT_FACTS - 1 || fact == count - 1) {
                journal.step(time.monotonicNanos());
            }
        }
    }

    void steps(int count) {
        for (int step = 0; step < count; step++) {
            uplink.step(time.monotonicNanos());
        }
    }

    /** Connects, and has the first status answered: nothing is retained, so a backlog may go. */
    void connect() {
        steps(2);
        broker.session().takenAll();
        steps(2);
    }

    /** Passes the longest pause, connects and sends. */
    void reconnect() {
        time.advance(LONGEST_NANOS);
        connect();
    }

    /** Lets everything be sent that there is, as long as the broker answers at once. */
    void drain() {
        do {
            broker.session().takenAll();
            steps(50);
        } while (broker.session().unanswered() > 0);
    }

    String ack(long through) {
        return "{\"journal\":\"" + journal.id() + "\",\"through\":" + through + "}";
    }

    void deliver(String payload, KeyPair signer) {
        deliver(payload, Map.of("signature", signature(payload, signer)));
    }

    void deliver(String payload, Map<String, String> properties) {
        broker.session().events.offer(new BrokerEvent.Arrived(
                new Message(ROOT + "/ack", payload.getBytes(StandardCharsets.UTF_8), properties, true)));
    }

    static String signature(String payload, KeyPair signer) {
        return Base64.getEncoder().encodeToString(new FactSigner(signer.getPrivate(), signer.getPublic())
                .sign(payload.getBytes(StandardCharsets.UTF_8)));
    }

    /** In memory and, read by a connection of its own, in the file. */
    void assertWatermark(long through) throws JournalException {
        journal.step(time.monotonicNanos());
        journal.step(time.monotonicNanos() + JournalLoop.ACKNOWLEDGE_WAIT_NANOS);
        assertEquals(through, journal.acknowledged());
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            assertEquals(through, reader.acknowledged());
        }
    }

    /** The numbers of the facts sent in this session so far, in the order of sending. */
    List<Long> sent() {
        return broker.session().numbers();
    }

    List<Fact> facts() throws JournalException {
        try (var reader = new JournalReader(folder, Connections.DISK)) {
            return reader.after(0, Integer.MAX_VALUE);
        }
    }

    static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    static String text(Message message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    static final class Told implements UplinkListener {
        int online;
        final List<String> offline = new ArrayList<>();
        final List<Long> acknowledged = new ArrayList<>();
        final List<String> ignored = new ArrayList<>();
        final List<String> health = new ArrayList<>();
        final List<String> notices = new ArrayList<>();
        final List<String> complaints = new ArrayList<>();

        @Override
        public void online() {
            online++;
        }

        @Override
        public void offline(String reason) {
            offline.add(reason);
        }

        @Override
        public void acknowledged(long through) {
            acknowledged.add(through);
        }

        @Override
        public void ignored(String topic) {
            ignored.add(topic);
        }

        @Override
        public void health(UplinkHealth now, String why) {
            health.add(now + ": " + why);
        }

        @Override
        public void notice(String sentence) {
            notices.add(sentence);
        }
    }
}

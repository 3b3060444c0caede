package io.steelyard.gateway.bench;

import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.LoopRunner;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.Commits;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.MadeWeighings;
import io.steelyard.gateway.uplink.PahoBroker;
import io.steelyard.gateway.uplink.Topics;
import io.steelyard.gateway.uplink.UplinkHealth;
import io.steelyard.gateway.uplink.UplinkListener;
import io.steelyard.gateway.uplink.UplinkLoop;
import io.steelyard.gateway.uplink.UplinkPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The gateway's journal and uplink as the daemon runs them, each on its thread; the benchmark stands in for the stations. */
final class Line implements AutoCloseable {
    static final String GATEWAY = "hz-yuhang-0042";
    static final Topics TOPICS = new Topics("hangzhou", GATEWAY);
    /** The configuration's largest, for those that we are compared with. */
    static final int WINDOW_MAX = 1024;
    /** As shipped. */
    private static final int WINDOW = 32;
    private static final String SOFTWARE = "steelyard bench";
    private static final int KEEP_ALIVE_SECONDS = 1200;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** Facts made with one commit while preparing. */
    private static final int PREPARED_TOGETHER = 1_000;

    private final DataFolder folder;
    private final Time time;
    private final JournalLoop journal;
    private final LoopRunner journalRunner;
    private final SplittableRandom random = new SplittableRandom(7);
    private final MadeWeighings weighings = new MadeWeighings(random);
    private final Told told = new Told();
    private @Nullable LoopRunner uplinkRunner;

    private Line(DataFolder folder, Time time, JournalLoop journal) {
        this.folder = folder;
        this.time = time;
        this.journal = journal;
        this.journalRunner = new LoopRunner(journal, time, Line::died);
    }

    /** Opens the data folder and starts the journal's thread. */
    static Line open(Path data) throws IOException, JournalException {
        var time = SystemTime.open();
        var folder = DataFolder.lock(data);
        var opened = folder.open(GATEWAY, SOFTWARE, folder.signer(), time, new SplittableRandom(),
                Connections.DISK);
        var line = new Line(folder, time,
                new JournalLoop(opened.journal(), 0, time, System.err::println));
        line.journal.growLog();
        line.journal.wakes(line.journalRunner::wake);
        line.journalRunner.start();
        return line;
    }

    /** Makes a data folder with so many weighings that nobody has acknowledged. */
    static void prepare(Path data, int facts) throws IOException, JournalException {
        var time = SystemTime.open();
        try (var folder = DataFolder.lock(data);
                var journal = folder.open(GATEWAY, SOFTWARE, folder.signer(), time, new SplittableRandom(),
                        Connections.DISK).journal()) {
            var weighings = new MadeWeighings(new SplittableRandom(1));
            for (int made = 0; made < facts; made += PREPARED_TOGETHER) {
                var drafts = new ArrayList<Draft>();
                for (int one = 0; one < Math.min(PREPARED_TOGETHER, facts - made); one++) {
                    drafts.add(weighings.next(time.monotonicNanos()));
                }
                journal.commit(drafts, 0);
            }
        }
    }

    /** The first so many facts of a data folder. */
    static List<Fact> facts(Path data, int factsMax) throws JournalException {
        try (var reader = new JournalReader(data, Connections.DISK)) {
            return reader.after(0, factsMax);
        }
    }

    /** One weighing that is durable. */
    record Committed(long seq, long offeredNanos, long durableNanos) {
        long nanos() {
            return durableNanos - offeredNanos;
        }
    }

    /** Hands in one weighing and waits until it is durable. */
    Committed commit() {
        var done = new SynchronousQueue<Committed>();
        var draft = weighings.next(time.monotonicNanos());
        long offered = System.nanoTime();
        boolean taken = journal.offer(draft, new Commits.Completion() {
            @Override
            public void committed(long atNanos, long seq, String id) {
                handOver(done, new Committed(seq, offered, System.nanoTime()));
            }

            @Override
            public void failed(long atNanos, String reason) {
                throw new IllegalStateException(reason);
            }
        });
        if (!taken) {
            throw new IllegalStateException("the journal takes no more");
        }
        return taken(done);
    }

    private static void handOver(SynchronousQueue<Committed> done, Committed committed) {
        try {
            done.put(committed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Committed taken(SynchronousQueue<Committed> done) {
        try {
            return done.take();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Starts the uplink's thread. */
    void connect(String broker, PublicKey platform) {
        var plan = new UplinkPlan(TOPICS, SOFTWARE, platform, false, WINDOW, PATIENCE_NANOS, PATIENCE_NANOS);
        var uplink = new UplinkLoop(plan, new PahoBroker(broker, GATEWAY, KEEP_ALIVE_SECONDS, time), journal,
                journal.reader(Connections.DISK), new Backoff(RETRY_NANOS, RETRY_NANOS, random),
                time, told, () -> json -> json.writeStringProperty("health", "bay-1: weighing"));
        var runner = new LoopRunner(uplink, time, Line::died);
        uplink.wakes(runner::wake);
        journal.afterCommit(uplink::wake);
        runner.start();
        uplinkRunner = runner;
    }

    /** Waits until the platform has acknowledged something: a session is there and the backlog flows. */
    void awaitDraining() {
        long began = System.nanoTime();
        while (told.through == 0) {
            if (System.nanoTime() - began > 2 * PATIENCE_NANOS) {
                throw new IllegalStateException("the platform acknowledges nothing");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** The platform has acknowledged the facts through this number, and that is durable. */
    long acknowledged() {
        return journal.acknowledged();
    }

    /**
     * Waits until the platform has acknowledged that fact and the journal holds the acknowledgement durably. The journal may
     * let an acknowledgement wait for the next weighing, to save a sync, so there is one then.
     */
    void awaitAcknowledged(long through) {
        long began = System.nanoTime();
        while (journal.acknowledged() < through) {
            if (told.through >= through) {
                commit();
            }
            if (System.nanoTime() - began > 2 * PATIENCE_NANOS) {
                throw new IllegalStateException("acknowledged only " + journal.acknowledged() + " of " + through);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void died(String loop, Throwable bug) {
        System.err.println("the loop " + loop + " died");
        bug.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    @Override
    public void close() {
        var uplink = uplinkRunner;
        if (uplink != null) {
            uplink.close();
        }
        journalRunner.close();
        folder.close();
    }

    /** Remembers how far the platform is. A session that ends in a benchmark spoils the number, so it is said. */
    private static final class Told implements UplinkListener {
        private volatile long through;

        @Override
        public void online() {}

        @Override
        public void offline(String reason) {
            System.err.println("  offline: " + reason);
        }

        @Override
        public void acknowledged(long committedThrough) {
            through = committedThrough;
        }

        @Override
        public void ignored(String topic) {
            System.err.println("  ignored: " + topic);
        }

        @Override
        public void health(UplinkHealth now, String why) {
            System.err.println("  " + now + ": " + why);
        }

        @Override
        public void notice(String sentence) {
            System.err.println("  " + sentence);
        }
    }
}

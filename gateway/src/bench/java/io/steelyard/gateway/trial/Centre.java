package io.steelyard.gateway.trial;

import io.steelyard.gateway.journal.JournalException;
import io.steelyard.sim.platform.FactHeader;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.PlatformClient;
import io.steelyard.sim.platform.PlatformListener;
import io.steelyard.sim.platform.SignedFact;
import io.steelyard.sim.platform.StandInPlatform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The receiving side: the stand-in platform, never killed, and when it stored what. */
final class Centre implements AutoCloseable, PlatformListener {
    private static final long LOOK_MILLIS = 20;
    private static final long SETTLE_SECONDS = 2;
    private static final int LIVES_MAX = 5;

    private final StandInPlatform platform;
    private final PlatformClient client;
    private volatile boolean connected;
    private final Map<Long, Long> storedNanosBySeq = new ConcurrentHashMap<>();
    private volatile long acknowledged;
    private volatile long acknowledgedAtOnceMost;

    /** Returns when it is subscribed: what is sent to a broker without subscribers is gone. */
    Centre(Site site, String brokerUri) throws IOException, InterruptedException {
        var pair = KeyFiles.openOrCreate(site.folder().resolve("platform.key"), site.folder().resolve("platform.pub"));
        this.platform = new StandInPlatform(Map.of(), pair);
        this.client = new PlatformClient(
                new PlatformClient.Settings(brokerUri, "platform", List.of(site.gatewayKey()), null), platform, this);
        client.start();
        Wait.until("the platform's subscription", () -> connected);
    }

    @Override
    public void connected() {
        connected = true;
    }

    @Override
    public void stored(FactHeader header) {
        storedNanosBySeq.putIfAbsent(header.seq(), System.nanoTime());
    }

    @Override
    public void acknowledged(String gateway, String journal, long through) {
        acknowledgedAtOnceMost = Math.max(acknowledgedAtOnceMost, through - acknowledged);
        acknowledged = through;
    }

    /** How many facts one acknowledgement covered beyond the one before it, at most. */
    long acknowledgedAtOnceMost() {
        return acknowledgedAtOnceMost;
    }

    int stored() {
        return storedNanosBySeq.size();
    }

    Map<Long, Long> storedNanosBySeq() {
        return Map.copyOf(storedNanosBySeq);
    }

    /** Returns when so many different facts are stored. Throws when nothing more comes for longer than any pause. */
    void await(long facts) throws IOException, InterruptedException {
        int before = -1;
        long progressNanos = System.nanoTime();
        for (int now = stored(); now < facts; now = stored()) {
            if (now > before) {
                before = now;
                progressNanos = System.nanoTime();
            } else if (System.nanoTime() - progressNanos > TimeUnit.SECONDS.toNanos(Wait.SECONDS_MAX)) {
                throw new IOException("only " + now + " of " + facts + " facts arrived, and then nothing for "
                        + Wait.SECONDS_MAX + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /**
     * Ends a life of the daemon that has delivered everything. What it wrote itself until its very end, another life delivers:
     * judged before, those facts would seem lost.
     */
    void settle(Load life, Site site, Clerks clerks) throws IOException, InterruptedException, JournalException {
        awaitAll(site);
        life.stop();
        for (int more = 0; more < LIVES_MAX && site.head() > stored(); more++) {
            var another = Load.start(site, clerks, 0, 1);
            another.awaitServing();
            awaitAll(site);
            another.stop();
        }
    }

    private void awaitAll(Site site) throws IOException, InterruptedException, JournalException {
        long head;
        do {
            head = site.head();
            await(head);
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        } while (site.head() > head);
    }

    /** Everything that came, the duplicates too; once ended. */
    List<SignedFact> arrivals() {
        return platform.arrivals();
    }

    /** What it keeps; once ended. */
    List<SignedFact> kept() {
        return platform.stored();
    }

    /** From now on it stores nothing, and may be asked what it has. */
    void end() {
        client.close();
    }

    @Override
    public void close() {
        end();
    }
}

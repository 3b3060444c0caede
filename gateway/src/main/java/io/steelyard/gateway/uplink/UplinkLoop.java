package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.run.Time;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends facts in order until the platform has acknowledged them. The journal is the only queue and this the only reconnecter:
 * a new session starts again after the watermark, so whatever a session lost is sent once more, and the fact's identity makes
 * that harmless. Health is progress: a platform that acknowledges nothing is treated like a lost connection.
 */
public final class UplinkLoop implements Loop {
    /** Answers and acknowledgements that may wait; more than any window. Beyond it the session is rebuilt by its deadlines. */
    private static final int EVENTS_MAX = 1024;

    private final UplinkPlan plan;
    private final Broker broker;
    private final JournalLoop journal;
    private final JournalReader reader;
    private final Backoff backoff;
    private final Time time;
    private final UplinkListener listener;
    private final Supplier<String> health;

    // for the life of the process
    private volatile Runnable wake = () -> {};
    private long acknowledged;
    // between two sessions
    private long attemptDueNanos = Long.MIN_VALUE;
    private String offlineReason = "";
    // for one session
    private @Nullable Connection connection;

    public UplinkLoop(UplinkPlan plan, Broker broker, JournalLoop journal, JournalReader reader, Backoff backoff,
            Time time,
            UplinkListener listener, Supplier<String> health) {
        this.plan = plan;
        this.broker = broker;
        this.journal = journal;
        this.reader = reader;
        this.backoff = backoff;
        this.time = time;
        this.listener = listener;
        this.health = health;
        this.acknowledged = journal.acknowledged();
    }

    /** There may be something to send. Any thread. */
    public void wake() {
        wake.run();
    }

    /** Sets what wakes this loop. */
    public void wakes(Runnable wake) {
        this.wake = wake;
    }

    @Override
    public String name() {
        return "uplink";
    }

    @Override
    public long step(long nowNanos) {
        var online = connection;
        if (online == null) {
            return attempt(nowNanos);
        }
        try {
            hear(online, nowNanos);
            checkDeadlines(online, nowNanos);
            report(online, nowNanos);
            send(online, nowNanos);
        } catch (BrokerException | JournalException failed) {
            lose(online, String.valueOf(failed.getMessage()));
            return 0;
        }
        return online.events.isEmpty() ? IDLE_NANOS_MAX : 0;
    }

    private long attempt(long nowNanos) {
        if (nowNanos < attemptDueNanos) {
            return attemptDueNanos - nowNanos;
        }
        var events = new Inbox<BrokerEvent>(EVENTS_MAX);
        events.wakes(wake);
        try {
            var session = broker.connect(StatusMessage.offline(plan, journal), plan.topics().ack(), events);
            int window = Math.min(plan.windowMax(), session.receiveMaximum());
            connection = new Connection(session, events, window, acknowledged, time.monotonicNanos());
            offlineReason = "";
            listener.online();
        } catch (BrokerException refused) {
            offline(String.valueOf(refused.getMessage()));
        }
        return 0;
    }

    private void hear(Connection online, long nowNanos) throws BrokerException {
        for (var event = online.events.poll(); event.isPresent(); event = online.events.poll()) {
            switch (event.get()) {
                case BrokerEvent.Taken taken -> online.sentNanosBySeq.remove(taken.seq());
                case BrokerEvent.Arrived arrived -> arrived(online, arrived.message(), nowNanos);
                case BrokerEvent.Lost lost -> throw new BrokerException(lost.reason());
            }
        }
    }

    /** Believes an acknowledgement only if the platform signed it, for this journal, and about facts that exist. */
    private void arrived(Connection online, Message message, long nowNanos) {
        var read = Acknowledgement.read(message, plan.platform());
        if (read.isEmpty() || !read.get().journal().equals(journal.id()) || read.get().through() > journal.head()) {
            listener.ignored(message.topic());
            return;
        }
        long through = read.get().through();
        if (through > acknowledged) {
            acknowledged = through;
            online.sentThrough = Math.max(online.sentThrough, through);
            online.progressNanos = nowNanos;
            backoff.reset();
            journal.acknowledge(through);
            listener.acknowledged(through);
        }
    }

    private void checkDeadlines(Connection online, long nowNanos) throws BrokerException {
        var oldest = online.sentNanosBySeq.values().iterator();
        if (oldest.hasNext() && nowNanos - oldest.next() > plan.takenNanosMax()) {
            throw new BrokerException("the broker does not answer a message");
        }
        if (acknowledged >= online.sentThrough) {
            online.progressNanos = nowNanos; // nothing is owed
        } else if (nowNanos - online.progressNanos > plan.acknowledgedNanosMax()) {
            throw new BrokerException("the platform acknowledges nothing after fact " + acknowledged);
        }
    }

    private void send(Connection online, long nowNanos) throws BrokerException, JournalException {
        while (online.free() > 0 && online.sentThrough < journal.head()) {
            var facts = reader.after(online.sentThrough, online.free());
            if (facts.isEmpty()) {
                return;
            }
            for (var fact : facts) {
                online.session.publish(fact.seq(), FactMessage.of(fact, plan.topics()));
                online.sentNanosBySeq.put(fact.seq(), nowNanos);
                online.sentThrough = fact.seq();
            }
        }
    }

    /** Tells the platform how the stations stand, on change; one status at a time, inside the window like everything else. */
    private void report(Connection online, long nowNanos) throws BrokerException {
        var now = health.get();
        if (!now.equals(online.status) && online.free() > 0
                && !online.sentNanosBySeq.containsKey(StatusMessage.NUMBER)) {
            online.session.publish(StatusMessage.NUMBER, StatusMessage.online(plan, journal, now));
            online.sentNanosBySeq.put(StatusMessage.NUMBER, nowNanos);
            online.status = now;
        }
    }

    private void lose(Connection online, String reason) {
        connection = null;
        online.session.close();
        offline(reason);
    }

    private void offline(String reason) {
        attemptDueNanos = time.monotonicNanos() + backoff.pauseNanos();
        if (!reason.equals(offlineReason)) {
            offlineReason = reason;
            listener.offline(reason);
        }
    }

    @Override
    public void close() {
        var online = connection;
        if (online != null) {
            connection = null;
            online.session.close();
        }
        reader.close();
    }
}

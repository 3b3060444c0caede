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
 * Sends facts until the platform has acknowledged them. The journal is the only queue and this the only reconnecter: a new session
 * starts again after the watermark, so whatever a session lost is sent once more, and the fact's identity makes that harmless.
 * Health is progress: a platform that acknowledges nothing is treated like a lost connection.
 */
public final class UplinkLoop implements Loop {
    /** Answers and acknowledgements that may wait; more than any window. Beyond it the session is rebuilt by its deadlines. */
    private static final int EVENTS_MAX = 4096;

    private final UplinkPlan plan;
    private final Broker broker;
    private final JournalLoop journal;
    private final JournalReader reader;
    private final Backoff backoff;
    private final Time time;
    private final UplinkListener listener;
    private final Standing standing;
    private final StatusReport status;

    // for the life of the process
    private volatile Runnable wake = () -> {};
    // between two sessions
    private long attemptDueNanos = Long.MIN_VALUE;
    /** Why there is no session, as it was last told; empty when it was last told that there is one, or nothing. */
    private String offlineReason = "";
    private boolean onlineTold;
    // for one session
    private @Nullable Conversation conversation;

    public UplinkLoop(UplinkPlan plan, Broker broker, JournalLoop journal, JournalReader reader, Backoff backoff,
            Time time, UplinkListener listener, Supplier<SiteHealth> site) {
        this.plan = plan;
        this.broker = broker;
        this.journal = journal;
        this.reader = reader;
        this.backoff = backoff;
        this.time = time;
        this.listener = listener;
        this.standing = new Standing(journal, listener);
        this.status = new StatusReport(plan, journal, reader, time, site);
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
        broker.look(nowNanos);
        plan.desired().look(nowNanos);
        var online = conversation;
        if (online == null) {
            return attempt(nowNanos);
        }
        try {
            return online.step(status, nowNanos) ? 0 : IDLE_NANOS_MAX;
        } catch (TakenOverException copy) {
            lose(online, String.valueOf(copy.getMessage()), backoff.longestPauseNanos());
        } catch (StalledException _) {
            leave(online, pauseNanos(online, nowNanos)); // told as a stall already: there is a broker
        } catch (BrokerException | JournalException failed) {
            lose(online, String.valueOf(failed.getMessage()), pauseNanos(online, nowNanos));
        }
        return 0;
    }

    private long pauseNanos(Conversation ended, long nowNanos) {
        if (ended.cameToSomething(nowNanos)) {
            backoff.reset();
        }
        return backoff.pauseNanos();
    }

    private long attempt(long nowNanos) {
        if (nowNanos < attemptDueNanos) {
            return attemptDueNanos - nowNanos;
        }
        var events = new Inbox<BrokerEvent>(EVENTS_MAX);
        events.wakes(wake);
        try {
            var session = broker.connect(status.offline(), plan.subscriptions(), events);
            conversation = new Conversation(plan, journal, reader, listener, standing,
                    new Connection(session, events, plan.windowMax()), time.monotonicNanos());
            status.begin();
            if (!onlineTold) {
                onlineTold = true;
                offlineReason = "";
                listener.online();
            }
        } catch (BrokerException refused) {
            offline(String.valueOf(refused.getMessage()), backoff.pauseNanos());
        }
        return 0;
    }

    private void lose(Conversation online, String reason, long pauseNanos) {
        leave(online, pauseNanos);
        offline(reason, pauseNanos);
    }

    private void leave(Conversation online, long pauseNanos) {
        conversation = null;
        online.close();
        attemptDueNanos = time.monotonicNanos() + pauseNanos;
    }

    private void offline(String reason, long pauseNanos) {
        attemptDueNanos = time.monotonicNanos() + pauseNanos;
        if (!reason.equals(offlineReason)) {
            offlineReason = reason;
            onlineTold = false;
            listener.offline(reason);
        }
    }

    @Override
    public void close() {
        var online = conversation;
        if (online != null) {
            conversation = null;
            online.close();
        }
        reader.close();
    }
}

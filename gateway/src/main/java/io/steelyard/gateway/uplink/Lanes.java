package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.uplink.InFlight.Lane;
import io.steelyard.gateway.uplink.Ranges.Range;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is sent next in one session: facts that come now before all others and one a message; then what the platform lacks, the
 * backlog, and a replay, in batches where there are enough. Reads the journal page by page, so a backlog takes no memory. Owned by
 * the uplink's thread.
 */
final class Lanes {
    /** News that do not get through one by one become backlog beyond so many. */
    private static final int NEWS_MAX = 100;
    private static final int PAGE_FACTS_MAX = 32;
    /** What the broker took so recently may be on its way, or not yet in the acknowledgement under way. */
    private static final long ON_ITS_WAY_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);
    /** Of the time for an acknowledgement, the part after which a missing fact is sent again. */
    private static final int ON_ITS_WAY_PART = 4;
    /** Batches sent and not known to be committed, in windows: enough for the platform's round trip too. */
    private static final int OWED_WINDOWS = 2;

    private final UplinkPlan plan;
    private final JournalLoop journal;
    private final JournalReader reader;
    private final Connection online;
    private final Standing standing;

    /** Everything through this number is news that was sent, or in the backlog. */
    private long newsThrough;
    private final Ranges backlog = new Ranges();
    private final Owed owed;
    /** What the platform's newest word says that it lacks. */
    private Ranges missing = new Ranges();
    private final Resting justTaken;
    private final Resting sentAgain;
    private int batchFactsMax = FactBatch.FACTS_MAX;

    Lanes(UplinkPlan plan, JournalLoop journal, JournalReader reader, Connection online,
            Standing standing) {
        this.plan = plan;
        this.journal = journal;
        this.reader = reader;
        this.online = online;
        this.standing = standing;
        this.owed = new Owed(OWED_WINDOWS * plan.windowMax());
        this.newsThrough = journal.head();
        this.backlog.add(standing.acknowledged() + 1, newsThrough);
        this.justTaken = new Resting(
                Math.min(ON_ITS_WAY_NANOS_MAX, plan.acknowledgedNanosMax() / ON_ITS_WAY_PART));
        this.sentAgain = new Resting(plan.acknowledgedNanosMax());
    }

    /** The platform said this. */
    void heard(Acknowledgement word, long nowNanos) {
        committed(word.committed(), nowNanos);
        newsThrough = Math.max(newsThrough, word.through());
        missing = new Ranges();
        word.missing().forEach(range -> missing.add(range.first(), Math.min(range.last(), journal.head())));
    }

    /** These need not be sent, or no longer be waited for. */
    void committed(Ranges facts, long nowNanos) {
        backlog.removeAll(facts);
        owed.confirmed(facts, nowNanos);
    }

    /** The broker has this message: its facts are on their way to the platform now. */
    void taken(InFlight message, long nowNanos) {
        justTaken.add(message.facts(), nowNanos);
    }

    /** Whether something was sent that nobody has confirmed. */
    boolean owed() {
        return !owed.isEmpty();
    }

    /**
     * Sends what there is room for, at most one batch: meanwhile answers come and news.
     *
     * @return whether there is more to do at once
     */
    boolean send(long nowNanos) throws BrokerException, JournalException {
        sendNews(nowNanos);
        return online.settled && online.freeForBulk() && (sendMissing(nowNanos) || sendBacklog(nowNanos)
                || sendReplay(nowNanos));
    }

    private void sendNews(long nowNanos) throws BrokerException, JournalException {
        long head = journal.head();
        if (head - newsThrough > NEWS_MAX) {
            backlog.add(newsThrough + 1, head);
            newsThrough = head;
        }
        while (newsThrough < head && online.freeForNews()) {
            var facts = read(new Range(newsThrough + 1, head), PAGE_FACTS_MAX);
            if (facts.isEmpty()) {
                return;
            }
            for (var fact : facts) {
                if (!online.freeForNews()) {
                    return;
                }
                newsThrough = fact.seq();
                sendSingly(Lane.LIVE, fact, nowNanos);
            }
        }
    }

    private boolean sendMissing(long nowNanos) throws BrokerException, JournalException {
        if (missing.isEmpty()) {
            return false;
        }
        var due = new Ranges(missing);
        due.removeAll(backlog);
        due.remove(newsThrough + 1, Long.MAX_VALUE);
        online.removeFrom(due);
        justTaken.removeFrom(due, nowNanos);
        sentAgain.removeFrom(due, nowNanos);
        var first = due.first();
        if (first.isEmpty()) {
            return false;
        }
        var facts = read(first.get(), PAGE_FACTS_MAX);
        if (facts.isEmpty()) {
            sentAgain.add(first.get(), nowNanos); // no longer kept
            return true;
        }
        for (var fact : facts) {
            if (!online.freeForBulk()) {
                return true; // the other lanes have no room either
            }
            sentAgain.add(one(fact), nowNanos);
            sendSingly(Lane.MISSING, fact, nowNanos);
        }
        return true;
    }

    private boolean sendBacklog(long nowNanos) throws BrokerException, JournalException {
        boolean probing = standing.health() == UplinkHealth.STALLED; // with one batch, until the platform answers again
        if (backlog.isEmpty() || owed.isFull() || probing && owed.count() >= FactBatch.FACTS_MAX) {
            return false;
        }
        var range = backlog.first().orElseThrow();
        if (range.count() < FactBatch.FACTS_MIN) {
            for (var fact : read(range, FactBatch.FACTS_MIN)) {
                if (!online.freeForBulk()) {
                    return true; // nor has a replay room
                }
                backlog.remove(one(fact));
                sendSingly(Lane.BACKLOG, fact, nowNanos);
            }
            return true;
        }
        sendBatch(Lane.BACKLOG, range, backlog, nowNanos);
        return true;
    }

    private boolean sendReplay(long nowNanos) throws BrokerException, JournalException {
        var replay = standing.replay.facts;
        if (replay.isEmpty()) {
            return false;
        }
        sendBatch(Lane.REPLAY, replay.first().orElseThrow(), replay, nowNanos);
        return true;
    }

    /** Sends the first of these facts in one message and takes them out of their lane. */
    private void sendBatch(Lane lane, Range range, Ranges from, long nowNanos)
            throws BrokerException, JournalException {
        var facts = read(range, batchFactsMax);
        if (facts.isEmpty()) {
            from.remove(range);
            return;
        }
        from.remove(range.first(), facts.getFirst().seq() - 1); // no longer kept
        int count = FactBatch.fitting(facts);
        if (count <= 1) {
            from.remove(one(facts.getFirst()));
            sendSingly(lane, facts.getFirst(), nowNanos);
            return;
        }
        var batch = facts.subList(0, count);
        var message = FactBatch.of(batch, plan.topics());
        if (!online.holds(message)) {
            batchFactsMax = count / 2;
            return;
        }
        var sent = new Range(batch.getFirst().seq(), batch.getLast().seq());
        from.remove(sent);
        online.publish(lane, sent, message, nowNanos);
        if (lane == Lane.BACKLOG) {
            owed.sentBatch(sent, nowNanos);
        }
    }

    private void sendSingly(Lane lane, Fact fact, long nowNanos) throws BrokerException {
        var message = FactMessage.of(fact, plan.topics());
        if (online.holds(message)) {
            publish(lane, one(fact), message, nowNanos);
        } else {
            standing.oversized.found(fact.seq(), message.packetBytes(), online.session.packetBytesMax());
        }
    }

    private void publish(Lane lane, Range facts, Message message, long nowNanos) throws BrokerException {
        online.publish(lane, facts, message, nowNanos);
        if (lane != Lane.REPLAY && lane != Lane.MISSING) {
            owed.sent(facts);
        }
    }

    /** The first of these facts, consecutive, as far as they are still kept. */
    private List<Fact> read(Range range, int factsMax) throws JournalException {
        var facts = reader.after(range.first() - 1, (int) Math.min(factsMax, range.count()));
        int count = 0;
        while (count < facts.size() && facts.get(count).seq() <= range.last()
                && facts.get(count).seq() == facts.getFirst().seq() + count) {
            count++;
        }
        return facts.subList(0, count);
    }

    private static Range one(Fact fact) {
        return new Range(fact.seq(), fact.seq());
    }
}

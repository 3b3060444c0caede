package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.Chain;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.uplink.InFlight.Lane;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One session with the broker and, through it, with the platform: hears what both say, minds the deadlines, sends. Owned by the
 * uplink's thread.
 */
final class Conversation {
    private static final long LASTING_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final UplinkPlan plan;
    private final JournalLoop journal;
    private final JournalReader reader;
    private final UplinkListener listener;
    private final Standing standing;
    private final Connection online;
    private final Lanes lanes;
    private final HeardWords words;
    /** With {@code ack = "broker"}: what the broker has taken beyond the watermark. */
    private final Ranges taken = new Ranges();
    /** When the watermark last moved, or nothing was owed. */
    private long progressNanos;
    private boolean progressed;
    private final long begunNanos;

    Conversation(UplinkPlan plan, JournalLoop journal, JournalReader reader, UplinkListener listener, Standing standing,
            Connection online, long nowNanos) {
        this.plan = plan;
        this.journal = journal;
        this.reader = reader;
        this.listener = listener;
        this.standing = standing;
        this.online = online;
        this.lanes = new Lanes(plan, journal, reader, online, standing);
        this.words = new HeardWords(plan.platform(), journal.id(), listener::ignored);
        this.progressNanos = nowNanos;
        this.begunNanos = nowNanos;
    }

    /**
     * Does what is ready.
     *
     * @return whether there is more to do at once
     * @throws BrokerException when the session is over or must be begun anew
     */
    boolean step(StatusReport status, long nowNanos) throws BrokerException, JournalException {
        hear(nowNanos);
        mindDeadlines(nowNanos);
        status.publish(online, standing, nowNanos);
        while (standing.replay.hasAnswer() && online.freeForNews()) {
            online.publish(Lane.ANSWER, InFlight.NO_FACTS, standing.replay.nextAnswer(), nowNanos);
        }
        boolean more = standing.health() != UplinkHealth.FORK && lanes.send(nowNanos);
        return more || !online.events.isEmpty();
    }

    /**
     * Whether the watermark moved and the session lasted. Two copies of one card take turns at a broker that does not say why it
     * ends a session: each moves the watermark before the other comes.
     */
    boolean cameToSomething(long nowNanos) {
        return progressed && nowNanos - begunNanos >= LASTING_NANOS;
    }

    /** Ends the session; what was under way of a replay is sent in the next. */
    void close() {
        online.inFlight(Lane.REPLAY).forEach(message -> standing.replay.lost(message.facts()));
        online.session.close();
    }

    private void hear(long nowNanos) throws BrokerException, JournalException {
        for (var event = online.events.poll(); event.isPresent(); event = online.events.poll()) {
            switch (event.get()) {
                case BrokerEvent.Taken(long ticket) -> {
                    var answered = online.taken(ticket, nowNanos);
                    answered.ifPresent(message -> lanes.taken(message, nowNanos));
                    if (plan.brokerAcknowledges() && answered.isPresent()) {
                        taken(answered.get(), nowNanos);
                    }
                }
                case BrokerEvent.Arrived(Message message) -> arrived(message);
                case BrokerEvent.Lost(String reason) -> throw new BrokerException(reason);
                case BrokerEvent.TakenOver _ -> throw new TakenOverException("another gateway is connected as "
                        + plan.topics().gateway() + "; do two copies of one card run?");
            }
        }
        var believed = Stream.of(words.furthest(standing.acknowledged()), words.newest()).flatMap(Optional::stream)
                .collect(LinkedHashSet<Acknowledgement>::new, LinkedHashSet::add, LinkedHashSet::addAll);
        for (var word : believed) {
            believe(word, nowNanos);
        }
    }

    private void arrived(Message message) throws JournalException {
        if (message.topic().equals(plan.topics().ack())) {
            online.settled = true;
            words.add(message);
            return;
        }
        var document = plan.desiredOn(message.topic());
        if (document.isPresent()) {
            if (!desired(document.get(), message)) {
                listener.ignored(message.topic());
            }
            return;
        }
        var command = message.topic().equals(plan.topics().replay())
                ? ReplayCommand.read(message.payload())
                : Optional.<ReplayCommand>empty();
        if (command.isPresent() && PlatformWord.signed(message, plan.platform())) {
            standing.replay.command(message, command.get(), reader, journal.head());
        } else {
            listener.ignored(message.topic());
        }
    }

    private boolean desired(String document, Message message) {
        return message.payload().length <= DesiredDocuments.BYTES_MAX
                && PlatformWord.signature(message, plan.platform())
                        .filter(signature -> plan.desired().heard(document, message.payload(), signature)).isPresent();
    }

    /** The platform's word, which it signed, about this journal. */
    private void believe(Acknowledgement word, long nowNanos) throws JournalException {
        var fork = fork(word);
        if (fork.isPresent()) {
            standing.forked(fork.get(), word.seen());
            return;
        }
        if (standing.health() == UplinkHealth.FORK) {
            if (word.link().isEmpty() && word.seen() >= standing.forkedAt()) {
                return; // that our journal has grown as long as the other proves nothing; a platform that has less takes it back
            }
            standing.well();
        }
        lanes.heard(word, nowNanos);
        advance(word.through(), nowNanos);
    }

    /** How the platform's journal differs from ours, though it has the same name; empty when it does not, as far as one can see. */
    private Optional<String> fork(Acknowledgement word) throws JournalException {
        if (word.seen() > journal.head()) {
            return Optional.of("the platform has fact " + word.seen() + " of this journal, which ends here with fact "
                    + journal.head());
        }
        if (word.link().isEmpty() || word.through() == 0) {
            return Optional.empty();
        }
        return reader.after(word.through() - 1, 1).stream()
                .filter(fact -> fact.seq() == word.through() && !Chain.link(fact.bytes()).equals(word.link()))
                .map(fact -> "the platform has another fact " + fact.seq() + " than this journal").findFirst();
    }

    private void taken(InFlight message, long nowNanos) {
        if (message.lane() == Lane.LIVE || message.lane() == Lane.BACKLOG) {
            taken.add(message.facts());
            long through = taken.denseThrough(standing.acknowledged() + 1);
            lanes.committed(new Ranges(message.facts()), nowNanos);
            taken.remove(1, through);
            advance(through, nowNanos);
        }
    }

    private void advance(long through, long nowNanos) {
        if (through > standing.acknowledged()) {
            progressNanos = nowNanos;
            progressed = true;
            standing.acknowledge(through);
            if (standing.health() == UplinkHealth.STALLED) {
                standing.well();
            }
        }
    }

    private void mindDeadlines(long nowNanos) throws BrokerException {
        var oldest = online.oldestNanos();
        if (oldest.isPresent() && nowNanos - oldest.get() > plan.takenNanosMax()) {
            throw new BrokerException("the broker does not answer a message");
        }
        if (!lanes.owed() || standing.health() == UplinkHealth.FORK) {
            progressNanos = nowNanos;
        } else if (nowNanos - progressNanos > plan.acknowledgedNanosMax()) {
            progressNanos = nowNanos;
            standing.stalled();
            if (!standing.oversized.isNext(standing.acknowledged())) {
                throw new StalledException("the platform acknowledges nothing after fact " + standing.acknowledged());
            }
        }
    }
}

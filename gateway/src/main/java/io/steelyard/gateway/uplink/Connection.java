package io.steelyard.gateway.uplink;

import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.uplink.InFlight.Lane;
import io.steelyard.gateway.uplink.Ranges.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One session with the broker: what it has not answered, and how much more may be sent. Owned by the uplink's thread. */
final class Connection {
    final Broker.Session session;
    final Inbox<BrokerEvent> events;
    final AdaptiveWindow window;
    /** Oldest first. */
    private final Map<Long, InFlight> inFlightByTicket = new LinkedHashMap<>();
    private long tickets;
    /**
     * Whether the platform's retained acknowledgement has come, or none is there: the broker tells what it keeps before it answers
     * the first message. A backlog waits for it, so that nothing is sent that was committed before the last session ended.
     */
    boolean settled;

    Connection(Broker.Session session, Inbox<BrokerEvent> events, int windowMax) {
        this.session = session;
        this.events = events;
        this.window = AdaptiveWindow.ofBroker(Math.max(1, Math.min(windowMax, session.receiveMaximum())));
    }

    boolean freeForNews() {
        return inFlightByTicket.size() < window.places();
    }

    boolean freeForBulk() {
        return inFlightByTicket.size() < window.bulkPlaces();
    }

    boolean holds(Message message) {
        return message.packetBytes() <= session.packetBytesMax();
    }

    void publish(Lane lane, Range facts, Message message, long nowNanos) throws BrokerException {
        session.publish(tickets, message);
        inFlightByTicket.put(tickets, new InFlight(lane, facts, nowNanos));
        tickets++;
    }

    /** The message of that ticket, now answered; empty when it was answered before. */
    Optional<InFlight> taken(long ticket, long nowNanos) {
        var answered = Optional.ofNullable(inFlightByTicket.remove(ticket));
        answered.ifPresent(message -> {
            settled = true;
            window.answered(message.sentNanos(), nowNanos);
        });
        return answered;
    }

    /** Since when the oldest unanswered message waits. */
    Optional<Long> oldestNanos() {
        return inFlightByTicket.values().stream().findFirst().map(InFlight::sentNanos);
    }

    Stream<InFlight> inFlight(Lane lane) {
        return inFlightByTicket.values().stream().filter(message -> message.lane() == lane);
    }

    /** The facts that are under way. */
    void removeFrom(Ranges numbers) {
        inFlightByTicket.values().forEach(message -> numbers.remove(message.facts()));
    }
}

package io.steelyard.gateway.uplink;

import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.run.Inbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A broker without a network that keeps what it is given; what it answers is said by the test. */
final class FakeBroker implements Broker {
    /** When not empty, every connection is refused with it. */
    String refusal = "";
    /** When not empty, every message is refused with it. */
    String publishRefusal = "";
    int receiveMaximum = 65_535;
    int packetBytesMax = Integer.MAX_VALUE;

    int attempts;
    final List<FakeSession> sessions = new ArrayList<>();

    /** One connection and everything that was done with it. */
    static final class FakeSession implements Session {
        final Message will;
        final List<String> subscriptions;
        final Inbox<BrokerEvent> events;
        final List<Message> messages = new ArrayList<>();
        boolean closed;
        private final FakeBroker broker;
        private final Set<Long> unanswered = new TreeSet<>();

        FakeSession(FakeBroker broker, Message will, List<String> subscriptions, Inbox<BrokerEvent> events) {
            this.broker = broker;
            this.will = will;
            this.subscriptions = subscriptions;
            this.events = events;
        }

        @Override
        public int receiveMaximum() {
            return broker.receiveMaximum;
        }

        @Override
        public int packetBytesMax() {
            return broker.packetBytesMax;
        }

        @Override
        public void publish(long ticket, Message message) throws BrokerException {
            if (closed) {
                throw new AssertionError("a message after the goodbye");
            }
            if (!broker.publishRefusal.isEmpty()) {
                throw new BrokerException(broker.publishRefusal);
            }
            if (ticket != messages.size() || !unanswered.add(ticket)) {
                throw new AssertionError("ticket " + ticket + " for message " + messages.size());
            }
            if (unanswered.size() > broker.receiveMaximum || message.packetBytes() > broker.packetBytesMax) {
                throw new AssertionError("more than the server allows");
            }
            if (!message.topic().equals(ANSWERS)) {
                Contract.assertDescribed(message);
            }
            messages.add(message);
        }

        /** The broker's PUBACK for each, by the message's place in the order of publishing. */
        void taken(long... tickets) {
            for (long ticket : tickets) {
                unanswered.remove(ticket);
                events.offer(new BrokerEvent.Taken(ticket));
            }
        }

        /** The broker's PUBACK for everything. */
        void takenAll() {
            List.copyOf(unanswered).forEach(this::taken);
        }

        int unanswered() {
            return unanswered.size();
        }

        /** The facts' numbers in the order of publishing. */
        List<Long> numbers() {
            return messages(FACTS).stream().flatMap(message -> Unpacked.numbers(message).stream()).toList();
        }

        static final String FACTS = "/facts/";
        static final String LIVE = "/facts/live/";
        static final String BACKFILL = "/facts/backfill";
        static final String STATUS = "/status";
        static final String ANSWERS = "platform/answers";

        /** The messages on such topics. */
        List<Message> messages(String topic) {
            return messages.stream().filter(message -> message.topic().contains(topic)).toList();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Override
    public Session connect(Message will, List<String> subscriptions, Inbox<BrokerEvent> events)
            throws BrokerException {
        attempts++;
        if (!refusal.isEmpty()) {
            throw new BrokerException(refusal);
        }
        Contract.assertDescribed(will);
        var session = new FakeSession(this, will, subscriptions, events);
        sessions.add(session);
        return session;
    }

    FakeSession session() {
        return sessions.getLast();
    }
}

package io.steelyard.gateway.uplink;

import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.run.Inbox;
import java.util.ArrayList;
import java.util.List;

/** A broker without a network that keeps what it is given; what it answers is said by the test. */
final class FakeBroker implements Broker {
    /** When not empty, every connection is refused with it. */
    String refusal = "";
    /** When not empty, every message is refused with it. */
    String publishRefusal = "";
    int receiveMaximum = 65_535;

    int attempts;
    final List<FakeSession> sessions = new ArrayList<>();

    /** One connection and everything that was done with it. */
    static final class FakeSession implements Session {
        final Message will;
        final String subscription;
        final Inbox<BrokerEvent> events;
        /** Numbers of the messages in the order of publishing; the status has number 0. */
        final List<Long> numbers = new ArrayList<>();
        final List<Message> messages = new ArrayList<>();
        boolean closed;
        private final FakeBroker broker;

        FakeSession(FakeBroker broker, Message will, String subscription, Inbox<BrokerEvent> events) {
            this.broker = broker;
            this.will = will;
            this.subscription = subscription;
            this.events = events;
        }

        @Override
        public int receiveMaximum() {
            return broker.receiveMaximum;
        }

        @Override
        public void publish(long seq, Message message) throws BrokerException {
            if (closed) {
                throw new AssertionError("a message after the goodbye");
            }
            if (!broker.publishRefusal.isEmpty()) {
                throw new BrokerException(broker.publishRefusal);
            }
            Contract.assertDescribed(message);
            numbers.add(seq);
            messages.add(message);
        }

        /** The broker's PUBACK for each. */
        void taken(long... seqs) {
            for (long seq : seqs) {
                events.offer(new BrokerEvent.Taken(seq));
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Override
    public Session connect(Message will, String subscription, Inbox<BrokerEvent> events) throws BrokerException {
        attempts++;
        if (!refusal.isEmpty()) {
            throw new BrokerException(refusal);
        }
        Contract.assertDescribed(will);
        var session = new FakeSession(this, will, subscription, events);
        sessions.add(session);
        return session;
    }

    FakeSession session() {
        return sessions.getLast();
    }
}

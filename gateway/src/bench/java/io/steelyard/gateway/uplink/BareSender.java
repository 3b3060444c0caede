package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.run.Inbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The same client without a journal: messages from memory, a window of them in flight, nothing kept, nobody acknowledges. What
 * the client and the broker can take at most.
 */
public final class BareSender implements AutoCloseable {
    private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final Inbox<BrokerEvent> events;
    private final Broker.Session session;
    private final int window;

    private BareSender(Inbox<BrokerEvent> events, Broker.Session session, int window) {
        this.events = events;
        this.session = session;
        this.window = window;
    }

    /** Connects. */
    public static BareSender open(Broker broker, Topics topics, int windowMax) throws BrokerException {
        var events = new Inbox<BrokerEvent>(windowMax + 1);
        var session = broker.connect(new Message(topics.status(), new byte[0], Map.of(), true),
                topics.subscriptions(), events);
        return new BareSender(events, session, Math.min(windowMax, session.receiveMaximum()));
    }

    /** The messages of facts, one a message, made beforehand. */
    public static List<Message> messages(List<Fact> facts, Topics topics) {
        return facts.stream().map(fact -> FactMessage.of(fact, topics)).toList();
    }

    /** The messages of facts in batches, each made when it is its turn, as the uplink makes them. */
    public static Iterable<Message> batches(List<Fact> facts, Topics topics) {
        return () -> IntStream.iterate(0, from -> from < facts.size(), from -> from + FactBatch.FACTS_MAX)
                .mapToObj(from -> FactBatch.of(
                        facts.subList(from, Math.min(facts.size(), from + FactBatch.FACTS_MAX)), topics))
                .iterator();
    }

    /** Where weighings go. */
    public static String topic(Topics topics) {
        return topics.live("weighing");
    }

    /** Sends them all; how long until the broker had answered the last. */
    public long sendNanos(Iterable<Message> messages) throws BrokerException {
        long began = System.nanoTime();
        int underWay = 0;
        long number = 0;
        for (var message : messages) {
            if (underWay == window) {
                underWay -= answered();
            }
            number++;
            session.publish(number, message);
            underWay++;
        }
        while (underWay > 0) {
            underWay -= answered();
        }
        return System.nanoTime() - began;
    }

    /** Waits for an answer and takes what else has come; how many. */
    private int answered() throws BrokerException {
        int answers = 0;
        for (var event = events.await(ANSWER_NANOS_MAX); event.isPresent(); event = events.poll()) {
            switch (event.get()) {
                case BrokerEvent.Taken _ -> answers++;
                case BrokerEvent.Arrived _ -> {
                    // of no concern here
                }
                case BrokerEvent.Lost lost -> throw new BrokerException(lost.reason());
                case BrokerEvent.TakenOver _ -> throw new BrokerException("another client took this one's name");
            }
        }
        if (answers == 0) {
            throw new BrokerException("the broker does not answer");
        }
        return answers;
    }

    @Override
    public void close() {
        session.close();
    }
}

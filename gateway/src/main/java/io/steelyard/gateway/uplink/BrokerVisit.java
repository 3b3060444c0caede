package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.Fact;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Time;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a short visit to the broker showed, under another name than the gateway's, so that a running one is not thrown out.
 *
 * @param receiveMaximum how many unanswered messages the broker allows
 * @param packetBytesMax how large a packet may be; {@link Integer#MAX_VALUE} for any size
 * @param sent the topic on which a message was tried; empty where there was none to try
 * @param refusal why the broker would not take it, one sentence; empty when it took it
 */
public record BrokerVisit(int receiveMaximum, int packetBytesMax, String sent, String refusal) {
    /** The largest fact with its properties: a frame of 512 bytes twice as hexadecimal text, names, codes, a signature. */
    public static final int PACKET_BYTES_MIN = 4096;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int EVENTS_MAX = 64;
    private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(3);

    /**
     * Connects, subscribes to what the platform says, sends one fact once more, and leaves without a trace.
     *
     * @param visitor the client id
     * @param sample a fact that the platform has already
     * @throws BrokerException when the broker is not reached, or lets the visitor in or listen no more than that
     */
    public static BrokerVisit to(String url, String visitor, Optional<Tls> tls, Topics topics, Optional<Fact> sample,
            Time time) throws BrokerException {
        var events = new Inbox<BrokerEvent>(EVENTS_MAX);
        var session = new PahoBroker(url, visitor, KEEP_ALIVE_SECONDS, time, tls).visit(topics.subscriptions(), events);
        try {
            var fitting = sample.map(fact -> FactMessage.of(fact, topics))
                    .filter(message -> message.packetBytes() <= session.packetBytesMax());
            if (fitting.isEmpty()) {
                return new BrokerVisit(session.receiveMaximum(), session.packetBytesMax(), "", "");
            }
            session.publish(0, fitting.get());
            var topic = fitting.get().topic();
            return new BrokerVisit(session.receiveMaximum(), session.packetBytesMax(), topic,
                    answer(events, time, topic));
        } finally {
            session.close();
        }
    }

    /** Retained words of the platform may come before it. */
    private static String answer(Inbox<BrokerEvent> events, Time time, String topic) {
        long endNanos = time.monotonicNanos() + ANSWER_NANOS_MAX;
        for (long leftNanos = ANSWER_NANOS_MAX; leftNanos > 0; leftNanos = endNanos - time.monotonicNanos()) {
            var said = events.await(leftNanos).flatMap(BrokerVisit::answer);
            if (said.isPresent()) {
                return said.get();
            }
        }
        return "the broker does not answer a message on " + topic + "; see the broker's log";
    }

    private static Optional<String> answer(BrokerEvent event) {
        return switch (event) {
            case BrokerEvent.Taken _ -> Optional.of("");
            case BrokerEvent.Lost(String reason) -> Optional.of(reason);
            case BrokerEvent.TakenOver _ ->
                Optional.of("another doctor asks at the same time; ask again when it has ended");
            case BrokerEvent.Arrived _ -> Optional.empty(); // the platform's, for the daemon
        };
    }
}

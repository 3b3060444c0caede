package io.steelyard.gateway.uplink;

import io.steelyard.gateway.run.Inbox;
import java.util.List;

/** The way to a broker. Owned by the uplink's thread. */
public interface Broker {
    /**
     * Connects anew, with a clean start, the given last will and subscriptions; waits for the broker's answer.
     *
     * @param will published by the broker when the session ends, however it ends
     * @param subscriptions the topic filters whose messages arrive as events
     * @param events where everything that happens later is told
     */
    Session connect(Message will, List<String> subscriptions, Inbox<BrokerEvent> events) throws BrokerException;

    /** Called several times a minute, connected or not: time to look at what changes by itself, as the dates of certificates. */
    default void look(long nowNanos) {}

    /** One connection; used once. */
    interface Session {
        /** How many unanswered messages the server allows. */
        int receiveMaximum();

        /** How many bytes a message may take on the wire; {@link Integer#MAX_VALUE} when the server names no limit. */
        int packetBytesMax();

        /** Sends with QoS 1; {@link BrokerEvent.Taken} with that ticket follows when the broker has it. */
        void publish(long ticket, Message message) throws BrokerException;

        /** Ends it, upon which the broker publishes the last will; waits briefly for answers under way. Never fails. */
        void close();
    }
}

package io.steelyard.gateway.uplink;

import io.steelyard.gateway.run.Inbox;

/** The way to a broker. Owned by the uplink's thread. */
public interface Broker {
    /**
     * Connects anew, with a clean start, the given last will and one subscription; waits for the broker's answer.
     *
     * @param will published by the broker when the session ends, however it ends
     * @param subscription the topic filter whose messages arrive as events
     * @param events where everything that happens later is told
     */
    Session connect(Message will, String subscription, Inbox<BrokerEvent> events) throws BrokerException;

    /** One connection; used once. */
    interface Session {
        /** How many unanswered messages the server allows. */
        int receiveMaximum();

        /** Sends with QoS 1; {@link BrokerEvent.Taken} with that number follows when the broker has it. */
        void publish(long seq, Message message) throws BrokerException;

        /** Ends it, upon which the broker publishes the last will; waits briefly for answers under way. Never fails. */
        void close();
    }
}

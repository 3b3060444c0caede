package io.steelyard.gateway.uplink;

import io.steelyard.gateway.run.Inbox;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is true for one session with the broker, and forgotten with it. Owned by the uplink's thread. */
final class Connection {
    final Broker.Session session;
    final Inbox<BrokerEvent> events;
    final int window;
    /** When each unanswered message was sent, oldest first. */
    final Map<Long, Long> sentNanosBySeq = new LinkedHashMap<>();
    /** Everything through this number was handed to the session. */
    long sentThrough;
    /** When the platform last came nearer to having everything, or had everything. */
    long progressNanos;
    /** How the stations stood in the last status; null until the first, which is published whatever it says. */
    @Nullable
    String status;

    Connection(Broker.Session session, Inbox<BrokerEvent> events, int window, long sentThrough, long nowNanos) {
        this.session = session;
        this.events = events;
        this.window = window;
        this.sentThrough = sentThrough;
        this.progressNanos = nowNanos;
    }

    int free() {
        return window - sentNanosBySeq.size();
    }
}

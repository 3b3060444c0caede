package io.steelyard.gateway.uplink;

import io.steelyard.gateway.run.Inbox;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An inbox of events that a test can wait at. */
final class Heard {
    /** Far more than any answer takes; reached only by a test that fails. */
    private static final long SECONDS_MAX = 30;
    private static final int EVENTS_MAX = 1024;

    final Inbox<BrokerEvent> inbox = new Inbox<>(EVENTS_MAX);
    private final BlockingQueue<BrokerEvent> events = new LinkedBlockingQueue<>();

    Heard() {
        inbox.wakes(() -> inbox.poll().ifPresent(events::add));
    }

    BrokerEvent next() throws InterruptedException {
        return Objects.requireNonNull(events.poll(SECONDS_MAX, TimeUnit.SECONDS), "no event came");
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}

package io.steelyard.sim.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** Messages between Paho's thread, which must never wait, and the client's. What does not fit is dropped and counted. */
final class FactInbox {
    /** One message as the broker delivered it. */
    record Arrived(String topic, MqttMessage message) {}

    private final BlockingQueue<Arrived> waiting = new ArrayBlockingQueue<>(PlatformClient.INBOX_MESSAGES_MAX);
    private final AtomicLong dropped = new AtomicLong();

    /** Any thread. */
    void offer(String topic, MqttMessage message) {
        if (!waiting.offer(new Arrived(topic, message))) {
            dropped.incrementAndGet();
        }
    }

    /** All that waits, at most a batch; empty when nothing came in the time given. */
    List<Arrived> take(long waitMillis) throws InterruptedException {
        Arrived first = waiting.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Arrived> batch = new ArrayList<>(List.of(first));
        waiting.drainTo(batch, PlatformClient.BATCH_MESSAGES_MAX - 1);
        return batch;
    }

    /** How many were dropped since last asked. */
    long takeDropped() {
        return dropped.getAndSet(0);
    }
}

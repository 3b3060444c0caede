package io.steelyard.sim.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Messages between Paho's thread and the client's. When it is full Paho's thread waits, so that the connection stops
 * reading and the broker keeps what it has: nothing that was delivered is dropped.
 */
final class FactInbox {
    private static final long LOOK_MILLIS = 50;

    /** One message as the broker delivered it. */
    record Arrived(String topic, MqttMessage message) {}

    private final BlockingQueue<Arrived> waiting = new ArrayBlockingQueue<>(PlatformClient.INBOX_MESSAGES_MAX);

    /**
     * Returns when there was room. Any thread but the one that takes.
     *
     * @param over the session has ended and nobody may wait for it any longer
     * @return whether the message is in; otherwise its gateway will send it again
     */
    boolean put(String topic, MqttMessage message, BooleanSupplier over) {
        try {
            Arrived arrived = new Arrived(topic, message);
            boolean in = waiting.offer(arrived, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            while (!in && !over.getAsBoolean()) {
                in = waiting.offer(arrived, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return in;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
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
}

package io.steelyard.gateway.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A subscriber at the centre: which facts arrive, and from when to when. */
final class Receiver implements AutoCloseable {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

    private final MqttClient client;
    private final Queue<byte[]> payloads = new ConcurrentLinkedQueue<>();
    private final AtomicLong count = new AtomicLong();
    private volatile long firstNanos;
    private volatile long lastNanos;

    private Receiver(MqttClient client) {
        this.client = client;
    }

    static Receiver open(String uri) throws MqttException {
        var receiver = new Receiver(new MqttClient(uri, "receiver", new MemoryPersistence()));
        var options = new MqttConnectOptions();
        options.setMaxInflight(Line.WINDOW_MAX);
        receiver.client.connect(options);
        receiver.client.subscribe("steelyard/v1/+/+/facts/#", 1, (topic, message) -> receiver.came(message.getPayload()));
        return receiver;
    }

    private void came(byte[] payload) {
        lastNanos = System.nanoTime();
        if (count.getAndIncrement() == 0) {
            firstNanos = lastNanos;
        }
        payloads.add(payload);
    }

    /** Waits until so many have come, or none has for three seconds since {@code since} or the last. */
    void await(long messages, long waitNanosMax) {
        long began = System.nanoTime();
        while (count.get() < messages && (count.get() == 0
                ? System.nanoTime() - began < waitNanosMax
                : System.nanoTime() - lastNanos < QUIET_NANOS)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Messages a second between the first and the last. */
    double perSecond() {
        return count.get() < 2 ? 0 : (count.get() - 1) / ((lastNanos - firstNanos) / 1e9);
    }

    /** How many different facts came. */
    long facts() {
        return payloads.stream().map(payload -> SEQ.matcher(new String(payload, StandardCharsets.UTF_8)))
                .filter(seq -> seq.find()).map(seq -> seq.group(1)).collect(Collectors.toSet()).size();
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close(true);
    }
}

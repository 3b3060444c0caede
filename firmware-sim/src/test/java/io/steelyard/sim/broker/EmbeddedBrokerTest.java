package io.steelyard.sim.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EmbeddedBrokerTest {
    private static final long WAIT_SECONDS_MAX = 20;
    private static final String FACTS = "steelyard/v1/hz/gw-1/facts/live/weighing";
    private static final String STATUS = "steelyard/v1/hz/gw-1/status";

    private record Received(String topic, MqttMessage message) {
        String text() {
            return new String(message.getPayload(), StandardCharsets.UTF_8);
        }
    }

    private final EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBroker.ANY_PORT);
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws IOException {
        broker.start();
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void a_message_passes_with_its_bytes_and_user_properties_in_order() throws Exception {
        MqttAsyncClient subscriber = connect("subscriber", new MqttConnectionOptions());
        subscribe(subscriber, "steelyard/v1/+/+/facts/#");
        MqttAsyncClient publisher = connect("publisher", new MqttConnectionOptions());
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/json");
        List<UserProperty> users = List.of(new UserProperty("keyid", "01"), new UserProperty("signature", "AA=="),
                new UserProperty("keyid", "again"));
        properties.setUserProperties(users);
        byte[] payload = {'{', 0, (byte) 0xff, '}'};
        done(publisher.publish(FACTS, new MqttMessage(payload, 1, false, properties)));

        Received fact = next();
        assertEquals(FACTS, fact.topic());
        assertArrayEquals(payload, fact.message().getPayload());
        assertEquals(users, fact.message().getProperties().getUserProperties());
        assertEquals("application/json", fact.message().getProperties().getContentType());
        assertEquals(1, fact.message().getQos());
        bye(subscriber, publisher);
    }

    @Test
    void a_retained_message_awaits_who_comes_later_and_is_the_latest() throws Exception {
        MqttAsyncClient publisher = connect("publisher", new MqttConnectionOptions());
        for (String text : List.of("first", "latest")) {
            done(publisher.publish(STATUS, new MqttMessage(utf8(text), 1, true, new MqttProperties())));
        }
        MqttAsyncClient late = connect("late", new MqttConnectionOptions());
        subscribe(late, "steelyard/v1/+/+/status");

        Received status = next();
        assertEquals("latest", status.text());
        assertTrue(status.message().isRetained());
        bye(late, publisher);
    }

    @Test
    void the_last_will_of_a_client_that_vanishes_is_published() throws Exception {
        MqttAsyncClient subscriber = connect("subscriber", new MqttConnectionOptions());
        subscribe(subscriber, STATUS);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setWill(STATUS, new MqttMessage(utf8("offline"), 1, true, new MqttProperties()));
        MqttAsyncClient mortal = connect("mortal", options);
        mortal.disconnectForcibly(0, 100, false); // no DISCONNECT packet: the broker sees the socket end
        mortal.close();

        assertEquals("offline", next().text());
        bye(subscriber);
    }

    @Test
    void it_listens_on_loopback_only_and_no_more_once_closed() throws Exception {
        assertTrue(broker.uri().endsWith(":" + broker.port()));
        new Socket(InetAddress.getByName("127.0.0.1"), broker.port()).close();
        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getByName("127.0.0.2"), broker.port()));

        broker.close();

        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getByName("127.0.0.1"), broker.port()));
    }

    @Test
    void it_ends_even_with_clients_connected_and_leaves_no_thread_that_keeps_a_program_alive() throws Exception {
        MqttAsyncClient client = connect("client", new MqttConnectionOptions());
        broker.close();
        client.disconnectForcibly(0, 100, false);
        client.close();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.isDaemon() && thread.getName().contains("ActiveMQ")) {
                assertTrue(thread.join(Duration.ofSeconds(WAIT_SECONDS_MAX)), thread.getName());
            }
        }
    }

    @Test
    void a_port_that_is_taken_is_an_error_with_the_port_in_it() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            EmbeddedBroker second = new EmbeddedBroker(other.getLocalPort());
            IOException e = assertThrows(IOException.class, second::start);
            assertTrue(String.valueOf(e.getMessage()).contains(String.valueOf(other.getLocalPort())), e.toString());
        }
    }

    private MqttAsyncClient connect(String clientId, MqttConnectionOptions options) throws MqttException {
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        MqttAsyncClient client = new MqttAsyncClient(broker.uri(), clientId, new MemoryPersistence());
        client.setCallback(new Enqueue(received));
        done(client.connect(options));
        return client;
    }

    private static void subscribe(MqttAsyncClient client, String filter) throws MqttException {
        done(client.subscribe(new MqttSubscription[]{new MqttSubscription(filter, 1)}, null, null,
                new MqttProperties()));
    }

    private static void done(IMqttToken token) throws MqttException {
        token.waitForCompletion(TimeUnit.SECONDS.toMillis(WAIT_SECONDS_MAX));
    }

    private Received next() throws InterruptedException {
        Received next = received.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    private static void bye(MqttAsyncClient... clients) throws MqttException {
        for (MqttAsyncClient client : clients) {
            done(client.disconnect());
            client.close();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Enqueue(BlockingQueue<Received> received) implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            received.add(new Received(topic, message));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}

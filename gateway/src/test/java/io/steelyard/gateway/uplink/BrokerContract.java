package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.SystemTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link PahoBroker} must do with every real broker. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class BrokerContract {
    private static final int KEEP_ALIVE_SECONDS = 60;
    /** Enough to see an order and a lost answer. */
    private static final int MESSAGES_MAX = 100;
    private static final Message NO_WILL_NEEDED = message("nowhere", "gone", false);

    /** Topics of one test: retained messages of another must not disturb. */
    private final String topic = "test/" + UUID.randomUUID();

    /** Where the broker is. */
    abstract String uri();

    @AfterEach
    final void no_thread_stays() throws InterruptedException {
        MqttThreads.assertNone();
    }

    @Test
    void a_message_arrives_byte_for_byte_with_its_properties_and_content_type() throws Exception {
        byte[] everyByte = new byte[256];
        for (int value = 0; value < everyByte.length; value++) {
            everyByte[value] = (byte) value;
        }
        var properties = new LinkedHashMap<String, String>();
        properties.put("specversion", "1.0");
        properties.put("source", "/steelyard/杭州/gw-1");
        properties.put("empty", "");
        properties.put("signature", "A".repeat(88));
        var heard = new Heard();
        try (var subscriber = Subscriber.to(uri(), id(), topic + "/#")) {
            var session = connect(uri(), NO_WILL_NEEDED, topic + "/ack", heard);
            session.publish(7, new Message(topic + "/facts/live/weighing", everyByte, properties, false));
            var came = subscriber.next();
            assertEquals(topic + "/facts/live/weighing", came.topic());
            assertArrayEquals(everyByte, came.message().getPayload());
            assertEquals(1, came.message().getQos());
            assertEquals("application/json", came.message().getProperties().getContentType());
            assertEquals(List.copyOf(properties.entrySet()), came.message().getProperties().getUserProperties()
                    .stream().map(property -> Map.entry(property.getKey(), property.getValue())).toList());
            assertEquals(new BrokerEvent.Taken(7), heard.next());
            session.close();
        }
    }

    @Test
    void every_message_up_to_the_receive_maximum_is_taken_at_once_in_order_and_each_answered_once() throws Exception {
        var heard = new Heard();
        try (var subscriber = Subscriber.to(uri(), id(), topic + "/#")) {
            var session = connect(uri(), NO_WILL_NEEDED, topic + "/ack", heard);
            int count = Math.min(session.receiveMaximum(), MESSAGES_MAX);
            assertTrue(count > 0, "a window of none");
            for (long seq = 1; seq <= count; seq++) {
                session.publish(seq, message(topic + "/facts", String.valueOf(seq), false));
            }
            var taken = new TreeSet<Long>();
            for (int answer = 0; answer < count; answer++) {
                taken.add(assertInstanceOf(BrokerEvent.Taken.class, heard.next()).ticket());
            }
            assertEquals(new TreeSet<>(LongStream.rangeClosed(1, count).boxed().toList()), taken);
            for (int seq = 1; seq <= count; seq++) {
                assertEquals(String.valueOf(seq), text(subscriber.next().message()));
            }
            session.publish(count + 1, message(topic + "/facts", "one more", false));
            assertEquals(new BrokerEvent.Taken(count + 1), heard.next());
            assertTrue(heard.isEmpty(), "no answer came twice");
            session.close();
        }
    }

    @Test
    void a_retained_acknowledgement_is_there_on_connecting_with_its_signature() throws Exception {
        try (var platform = Subscriber.to(uri(), id(), topic + "/none")) {
            var properties = new MqttProperties();
            properties.setUserProperties(List.of(new UserProperty("signature", "c2lnbmVk")));
            platform.say(topic + "/ack", new MqttMessage(bytes("{\"through\":3}"), 1, true, properties));
            var heard = new Heard();
            var session = connect(uri(), NO_WILL_NEEDED, topic + "/ack", heard);
            var arrived = assertInstanceOf(BrokerEvent.Arrived.class, heard.next()).message();
            assertEquals(topic + "/ack", arrived.topic());
            assertEquals("{\"through\":3}", new String(arrived.payload(), StandardCharsets.UTF_8));
            assertEquals(Map.of("signature", "c2lnbmVk"), arrived.userProperties());
            assertTrue(arrived.retained());
            session.close();
        }
    }

    @Test
    void every_subscription_is_heard_and_a_command_says_where_its_answer_goes() throws Exception {
        try (var platform = Subscriber.to(uri(), id(), topic + "/answers")) {
            var heard = new Heard();
            var session = broker(uri(), id()).connect(NO_WILL_NEEDED,
                    List.of(topic + "/ack", topic + "/command/replay"),
                    heard.inbox);
            var properties = new MqttProperties();
            properties.setResponseTopic(topic + "/answers");
            properties.setCorrelationData(new byte[]{0, 1, (byte) 0xFF});
            platform.say(topic + "/ack", new MqttMessage(bytes("{}"), 1, false, new MqttProperties()));
            platform.say(topic + "/command/replay", new MqttMessage(bytes("{}"), 1, false, properties));
            assertEquals(topic + "/ack", assertInstanceOf(BrokerEvent.Arrived.class, heard.next()).message().topic());
            var command = assertInstanceOf(BrokerEvent.Arrived.class, heard.next()).message();
            assertEquals(topic + "/command/replay", command.topic());
            assertEquals(topic + "/answers", command.responseTopic());
            assertArrayEquals(new byte[]{0, 1, (byte) 0xFF}, command.correlation());
            session.publish(0, new Message(command.responseTopic(), bytes("yes"), Map.of(), false, "application/json",
                    "", command.correlation()));
            var answer = platform.next().message();
            assertEquals("yes", text(answer));
            assertArrayEquals(new byte[]{0, 1, (byte) 0xFF}, answer.getProperties().getCorrelationData());
            session.close();
        }
    }

    @Test
    void a_batch_says_what_it_is() throws Exception {
        try (var subscriber = Subscriber.to(uri(), id(), topic + "/#")) {
            var session = connect(uri(), NO_WILL_NEEDED, topic + "/ack", new Heard());
            session.publish(0, new Message(topic + "/facts/backfill", new byte[]{0x1F, (byte) 0x8B}, Map.of(), false,
                    "application/gzip", "", new byte[0]));
            var came = subscriber.next().message();
            assertEquals("application/gzip", came.getProperties().getContentType());
            assertArrayEquals(new byte[]{0x1F, (byte) 0x8B}, came.getPayload());
            session.close();
        }
    }

    @Test
    void a_later_acknowledgement_arrives_too() throws Exception {
        try (var platform = Subscriber.to(uri(), id(), topic + "/none")) {
            var heard = new Heard();
            var session = connect(uri(), NO_WILL_NEEDED, topic + "/ack", heard);
            platform.say(topic + "/ack", new MqttMessage(bytes("{}"), 1, true, new MqttProperties()));
            assertEquals("{}", new String(assertInstanceOf(BrokerEvent.Arrived.class, heard.next()).message().payload(),
                    StandardCharsets.UTF_8));
            session.close();
        }
    }

    @Test
    void a_connection_that_is_cut_is_told_and_leaves_the_last_will_retained() throws Exception {
        var heard = new Heard();
        try (var relay = Relay.to(uri()); var watcher = Subscriber.to(uri(), id(), topic + "/#")) {
            var session = connect(relay.uri(), message(topic + "/status", "offline", true), topic + "/ack", heard);
            session.publish(0, message(topic + "/status", "online", true));
            assertEquals("online", text(watcher.next().message()));
            assertEquals(new BrokerEvent.Taken(0), heard.next());
            relay.cut();
            assertEquals("offline", text(watcher.next().message()));
            assertInstanceOf(BrokerEvent.Lost.class, heard.next());
            session.close();
        }
        try (var late = Subscriber.to(uri(), id(), topic + "/status")) {
            var kept = late.next().message();
            assertEquals("offline", text(kept));
            assertTrue(kept.isRetained());
        }
    }

    @Test
    void a_session_taken_over_by_another_client_of_that_name_is_told() throws Exception {
        var heard = new Heard();
        var name = id();
        var session = broker(uri(), name).connect(NO_WILL_NEEDED, List.of(topic + "/ack"), heard.inbox);
        var other = broker(uri(), name).connect(NO_WILL_NEEDED, List.of(topic + "/ack"), new Heard().inbox);
        var said = heard.next();
        session.close();
        other.close();
        assertEquals(tellsTakeover() ? BrokerEvent.TakenOver.class : BrokerEvent.Lost.class, said.getClass());
    }

    /** Whether this broker says why it ends such a session. */
    boolean tellsTakeover() {
        return true;
    }

    /** Whoever looks at the retained status must never see a gateway online that was stopped. */
    @Test
    void a_closed_session_leaves_the_last_will() throws Exception {
        try (var watcher = Subscriber.to(uri(), id(), topic + "/#")) {
            var session = connect(uri(), message(topic + "/status", "offline", true), topic + "/ack", new Heard());
            session.publish(0, message(topic + "/status", "online", true));
            assertEquals("online", text(watcher.next().message()));
            session.close();
            assertEquals("offline", text(watcher.next().message()));
        }
    }

    private static Broker broker(String uri, String clientId) throws IOException {
        return new PahoBroker(uri, clientId, KEEP_ALIVE_SECONDS, SystemTime.open());
    }

    private static Broker.Session connect(String uri, Message will, String subscription, Heard heard)
            throws BrokerException, IOException {
        return broker(uri, id()).connect(will, List.of(subscription), heard.inbox);
    }

    private static String id() {
        return "c" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private static Message message(String topic, String text, boolean retained) {
        return new Message(topic, bytes(text), Map.of(), retained);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(MqttMessage message) throws MqttException {
        return new String(message.getPayload(), StandardCharsets.UTF_8);
    }
}

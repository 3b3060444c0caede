package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents that the platform wants in force here. */
final class DesiredDocumentsTest extends UplinkStory {
    private static final String TOPIC = ROOT + "/desired/cards";

    private final List<String> heard = new ArrayList<>();
    private int looks;

    private void wanting() {
        uplink.close();
        desired = new DesiredDocuments() {
            @Override
            public List<String> names() {
                return List.of("cards");
            }

            @Override
            public boolean heard(String document, byte[] payload, byte[] signature) {
                var text = new String(payload, StandardCharsets.UTF_8);
                assertArrayEquals(Base64.getDecoder().decode(signature(text, PLATFORM)), signature);
                heard.add(document + " " + text);
                return !text.isEmpty();
            }

            @Override
            public void look(long nowNanos) {
                looks++;
            }
        };
        begin();
        connect();
    }

    private void say(String topic, String payload, KeyPair signer) {
        broker.session().events.offer(new BrokerEvent.Arrived(new Message(topic,
                payload.getBytes(StandardCharsets.UTF_8), Map.of("signature", signature(payload, signer)), true)));
        steps(1);
    }

    @Test
    void who_wants_none_listens_to_none() {
        connect();
        assertEquals(List.of(ROOT + "/ack", ROOT + "/command/replay"), broker.session().subscriptions);
        say(TOPIC, "list", PLATFORM);
        assertEquals(List.of(TOPIC), told.ignored);
    }

    @Test
    void who_wants_some_hears_what_the_platform_signed() {
        wanting();
        assertEquals(List.of(ROOT + "/ack", ROOT + "/command/replay", TOPIC), broker.session().subscriptions);
        say(TOPIC, "list", PLATFORM);
        assertEquals(List.of("cards list"), heard);
        assertEquals(List.of(), told.ignored);
    }

    @Test
    void what_a_stranger_signed_or_nobody_or_is_too_large_or_on_another_topic_is_not_handed_over_and_told() {
        wanting();
        say(TOPIC, "list", STRANGER);
        for (var properties : List.of(Map.<String, String>of(), Map.of("signature", "?"))) {
            broker.session().events.offer(new BrokerEvent.Arrived(new Message(TOPIC, new byte[1], properties, true)));
            steps(1);
        }
        say(TOPIC, "x".repeat(DesiredDocuments.BYTES_MAX + 1), PLATFORM);
        say(ROOT + "/desired/tariff", "list", PLATFORM);
        assertEquals(List.of(), heard);
        assertEquals(5, told.ignored.size());
    }

    @Test
    void what_its_taker_does_not_believe_is_told() {
        wanting();
        say(TOPIC, "", PLATFORM);
        assertEquals(List.of(TOPIC), told.ignored);
    }

    @Test
    void its_taker_may_look_around_connected_or_not() {
        wanting();
        int connected = looks;
        steps(3);
        broker.session().events.offer(new BrokerEvent.Lost("cut"));
        steps(3);
        assertEquals(connected + 6, looks);
    }
}

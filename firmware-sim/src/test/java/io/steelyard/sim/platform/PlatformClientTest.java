package io.steelyard.sim.platform;

import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY;
import static io.steelyard.sim.platform.HandMadeJournal.GATEWAY_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.JOURNAL;
import static io.steelyard.sim.platform.HandMadeJournal.PLATFORM_KEY;
import static io.steelyard.sim.platform.HandMadeJournal.STRANGERS_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in platform on a real broker, with a gateway played by hand. */
final class PlatformClientTest {
    private static final long WAIT_SECONDS_MAX = 20;
    private static final String ROOT = "steelyard/v1/hz/" + GATEWAY;
    private static final String FACTS = ROOT + "/facts/live/device";
    private static final String ACKNOWLEDGED = "acknowledged " + GATEWAY + " " + JOURNAL + " ";

    @TempDir
    private Path folder;

    private final EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBroker.ANY_PORT);
    private final HandMadeJournal journal = new HandMadeJournal(JOURNAL);
    private final List<SignedFact> facts = IntStream.range(0, 20).mapToObj(_ -> journal.next()).toList();
    private final Told told = new Told();

    @BeforeEach
    void start() throws IOException {
        broker.start();
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void facts_are_stored_and_acknowledged_retained_and_signed() throws Exception {
        StandInPlatform platform = trusting();
        try (PlatformClient client = client(platform, List.of(), null);
                HandMadeGateway gateway = HandMadeGateway.connect(broker.uri())) {
            start(client);
            gateway.publish(FACTS, facts);
            told.await(ACKNOWLEDGED + 20);

            MqttMessage ack = gateway.awaitRetained(ROOT + "/ack");
            assertTrue(ack.isRetained());
            assertEquals("{\"journal\":\"5f0c\",\"through\":20,\"seen\":20,\"missing\":[],\"link\":\""
                    + HandMadeJournal.hash(facts.getLast().bytes()) + "\"}",
                    new String(ack.getPayload(), StandardCharsets.UTF_8));
            assertEquals(KeyFiles.keyId(PLATFORM_KEY.getPublic()), property(ack, "keyid"));
            byte[] signature = Base64.getDecoder().decode(property(ack, "signature"));
            assertTrue(Signatures.genuine(ack.getPayload(), signature, PLATFORM_KEY.getPublic()));
        }

        assertEquals(facts, platform.stored(GATEWAY, JOURNAL));
    }

    @Test
    void a_restart_on_the_same_file_forgets_nothing() throws Exception {
        Path file = folder.resolve("facts");
        StandInPlatform second = trusting();
        try (HandMadeGateway gateway = HandMadeGateway.connect(broker.uri())) {
            try (PlatformClient client = client(trusting(), List.of(), file)) {
                start(client);
                gateway.publish(FACTS, facts.subList(0, 3));
                gateway.publish(FACTS, facts.subList(4, 5));
                told.await("stored 5");
            }
            told.await("stopped");
            try (PlatformClient client = client(second, List.of(), file)) {
                start(client);
                gateway.publish(FACTS, facts.subList(0, 1));
                told.await(ACKNOWLEDGED + 3);
                gateway.publish(FACTS, facts.subList(3, 4));
                told.await(ACKNOWLEDGED + 5);
            }
        }

        assertEquals(facts.subList(0, 5), second.stored(GATEWAY, JOURNAL));
        assertEquals(List.of(facts.get(0), facts.get(3)), second.arrivals());
        assertEquals(5, FactsFile.read(file).size());
    }

    @Test
    void a_key_file_that_appears_later_is_found_when_a_fact_arrives() throws Exception {
        Path keyFile = folder.resolve("gateway.pem");
        List<SignedFact> first = facts.subList(0, 1);
        StandInPlatform trustsNoOne = new StandInPlatform(Map.of(), PLATFORM_KEY);
        try (PlatformClient client = client(trustsNoOne, List.of(keyFile), null);
                HandMadeGateway gateway = HandMadeGateway.connect(broker.uri())) {
            start(client);
            gateway.publish(FACTS, first);
            told.await("refused unknown key");
            KeyFiles.writePublic(keyFile, GATEWAY_KEY.getPublic());
            gateway.publish(FACTS, first);
            told.await(ACKNOWLEDGED + 1);
        }
    }

    @Test
    void what_is_not_a_genuine_live_fact_is_refused() throws Exception {
        StandInPlatform platform = trusting();
        List<SignedFact> first = facts.subList(0, 1);
        SignedFact forged = HandMadeJournal.altered(facts.getFirst(), "bay-1", "bay-2");
        SignedFact strangers = HandMadeJournal.sign("{}", STRANGERS_KEY);
        try (PlatformClient client = client(platform, List.of(), null);
                HandMadeGateway gateway = HandMadeGateway.connect(broker.uri())) {
            start(client);
            gateway.publish(FACTS, List.of(forged));
            told.await("refused bad signature");
            gateway.publish(FACTS, List.of(strangers));
            told.await("refused unknown key");
            gateway.publish(ROOT + "/facts/live/weighing", first);
            told.await("refused fact of " + GATEWAY + "/device on a topic of " + GATEWAY + "/weighing");
            gateway.publish("steelyard/v1/hz/another/facts/live/device", first);
            told.await("refused fact of " + GATEWAY + "/device on a topic of another/device");
            gateway.publish(ROOT + "/facts/dead/device", first);
            told.await("refused " + ROOT + "/facts/dead/device: not a topic of facts");
            gateway.publish(FACTS, first);
            told.await(ACKNOWLEDGED + 1);
        }

        assertEquals(first, platform.stored(GATEWAY, JOURNAL));
        assertEquals(List.of(forged, strangers, facts.getFirst(), facts.getFirst()),
                platform.refusals().stream().map(Refusal::fact).toList());
    }

    @Test
    void a_broker_that_forgot_everything_is_told_the_acknowledgement_again() throws Exception {
        EmbeddedBroker reborn = new EmbeddedBroker(broker.port());
        try (PlatformClient client = client(trusting(), List.of(), null)) {
            start(client);
            try (HandMadeGateway gateway = HandMadeGateway.connect(broker.uri())) {
                gateway.publish(FACTS, facts.subList(0, 1));
                told.await(ACKNOWLEDGED + 1);
            }
            broker.close();
            told.await("disconnected");
            reborn.start();
            told.await("connected");
            told.await(ACKNOWLEDGED + 1);
        } finally {
            reborn.close();
        }
    }

    @Test
    void the_newest_list_of_cards_is_said_retained_and_signed_and_again_to_a_broker_that_forgot_it() throws Exception {
        EmbeddedBroker reborn = new EmbeddedBroker(broker.port());
        StandInPlatform platform = trusting();
        byte[] salt = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        CardsDocument older = platform.cards(new CardsDocument.Edition(GATEWAY, "a", 1, salt), List.of(), List.of(),
                List.of());
        CardsDocument newest = platform.cards(new CardsDocument.Edition(GATEWAY, "b", 2, salt), List.of("ANNA"),
                List.of(), List.of());
        try (PlatformClient client = client(platform, List.of(), null)) {
            client.say("hz", GATEWAY, older);
            client.say("hz", GATEWAY, newest);
            start(client);
            assertSaid(broker, newest);
            broker.close();
            told.await("disconnected");
            reborn.start();
            told.await("connected");
            assertSaid(reborn, newest);
        } finally {
            reborn.close();
        }
    }

    private static void assertSaid(EmbeddedBroker broker, CardsDocument said) throws Exception {
        try (HandMadeGateway gateway = HandMadeGateway.connect(broker.uri())) {
            MqttMessage cards = gateway.awaitRetained(ROOT + "/desired/cards");
            assertTrue(cards.isRetained());
            assertEquals(new String(said.payload(), StandardCharsets.UTF_8),
                    new String(cards.getPayload(), StandardCharsets.UTF_8));
            assertEquals(KeyFiles.keyId(PLATFORM_KEY.getPublic()), property(cards, "keyid"));
            assertTrue(Signatures.genuine(cards.getPayload(), Base64.getDecoder().decode(property(cards, "signature")),
                    PLATFORM_KEY.getPublic()));
        }
    }

    @Test
    void it_ends_while_no_broker_answers_and_leaves_no_thread() throws Exception {
        String uri = broker.uri();
        broker.close();
        try (PlatformClient client = new PlatformClient(
                new PlatformClient.Settings(uri, "platform", List.of(), null), trusting(), told)) {
            client.start();
            told.await("disconnected " + uri);
            told.await("disconnected " + uri);
        }

        told.await("stopped closed");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("platform") || thread.getName().startsWith("MQTT")) {
                assertTrue(thread.join(Duration.ofSeconds(WAIT_SECONDS_MAX)), thread.getName());
            }
        }
    }

    private PlatformClient client(StandInPlatform platform, List<Path> keyFiles, @Nullable Path file) {
        return new PlatformClient(new PlatformClient.Settings(broker.uri(), "platform", keyFiles, file), platform,
                told);
    }

    private void start(PlatformClient client) throws IOException, InterruptedException {
        client.start();
        told.await("connected");
    }

    private static StandInPlatform trusting() {
        return new StandInPlatform(Map.of(KeyFiles.keyId(GATEWAY_KEY.getPublic()), GATEWAY_KEY.getPublic()),
                PLATFORM_KEY);
    }

    private static String property(MqttMessage message, String key) {
        return message.getProperties().getUserProperties().stream().filter(property -> property.getKey().equals(key))
                .map(UserProperty::getValue).findFirst().orElseThrow();
    }
}

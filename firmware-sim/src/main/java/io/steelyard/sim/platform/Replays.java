package io.steelyard.sim.platform;

import io.steelyard.sim.platform.FactInbox.Arrived;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** Wishes to have facts once more, on their way to gateways, and which answer is whose. Any thread asks, the client's sends. */
final class Replays {
    /** Wishes under way; one more is declined at once. */
    static final int ASKED_MAX = 16;
    private static final long ANSWER_SECONDS_MAX = 30;

    /** A wish to publish. */
    record Wish(String topic, MqttMessage message) {}

    private record Asked(SeqRange range, CompletableFuture<ReplayAnswer> answer) {}

    private final String clientId;
    private final Queue<Wish> unsent = new ArrayDeque<>();
    private final Map<ByteBuffer, Asked> asked = new HashMap<>();
    private long asks;

    Replays(String clientId) {
        this.clientId = clientId;
    }

    /** Where the answers come. */
    String filter() {
        return "steelyard/v1/+/+/response/" + clientId;
    }

    /** Fails when no answer comes in time. */
    synchronized CompletableFuture<ReplayAnswer> ask(String city, String gateway, SignedCommand command,
            SeqRange range) {
        asked.values().removeIf(waiting -> waiting.answer().isDone());
        if (asked.size() == ASKED_MAX) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("ask for a replay: " + ASKED_MAX + " answers are awaited already"));
        }
        byte[] correlation = ByteBuffer.allocate(Long.BYTES).putLong(++asks).array();
        String root = "steelyard/v1/" + city + "/" + gateway;
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/json");
        properties.setResponseTopic(root + "/response/" + clientId);
        properties.setCorrelationData(correlation);
        properties.setUserProperties(List.of(
                new UserProperty("signature", Base64.getEncoder().encodeToString(command.signature())),
                new UserProperty("keyid", command.keyId())));
        unsent.add(new Wish(root + "/command/replay", new MqttMessage(command.payload(), 1, false, properties)));
        CompletableFuture<ReplayAnswer> answer = new CompletableFuture<ReplayAnswer>().orTimeout(ANSWER_SECONDS_MAX,
                TimeUnit.SECONDS);
        asked.put(ByteBuffer.wrap(correlation), new Asked(range, answer));
        return answer;
    }

    synchronized Optional<Wish> next() {
        return Optional.ofNullable(unsent.poll());
    }

    /** Whether it came where answers come; one that nobody asked for is let go. */
    synchronized boolean answered(Arrived arrived) {
        if (!arrived.topic().endsWith("/response/" + clientId)) {
            return false;
        }
        byte[] correlation = arrived.message().getProperties().getCorrelationData();
        Asked whose = correlation == null ? null : asked.remove(ByteBuffer.wrap(correlation));
        if (whose != null) {
            whose.answer().complete(ReplayAnswer.of(arrived.message().getPayload(), whose.range()));
        }
        return true;
    }
}

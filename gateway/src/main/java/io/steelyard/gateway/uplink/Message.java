package io.steelyard.gateway.uplink;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One MQTT 5 message.
 *
 * @param topic where it goes or came from
 * @param payload its exact bytes
 * @param userProperties names are unique in everything we send and accept
 * @param retained whether the broker keeps it for later subscribers
 * @param contentType what the payload is
 * @param responseTopic where its sender waits for an answer; empty when nowhere
 * @param correlation by which the sender recognises the answer; possibly none
 */
public record Message(String topic, byte[] payload, Map<String, String> userProperties, boolean retained,
        String contentType, String responseTopic, byte[] correlation) {
    static final String JSON = "application/json";
    /** Fixed header, packet id, lengths of topic and properties, a topic alias: none of them longer than this together. */
    private static final int FRAME_BYTES = 16;
    /** A property's code and the lengths of its parts. */
    private static final int PROPERTY_BYTES = 5;

    /** A message in JSON that asks for no answer. */
    public Message(String topic, byte[] payload, Map<String, String> userProperties, boolean retained) {
        this(topic, payload, userProperties, retained, JSON, "", new byte[0]);
    }

    /** How many bytes it takes on the wire, at most a few less. */
    int packetBytes() {
        int properties = userProperties.entrySet().stream()
                .mapToInt(entry -> PROPERTY_BYTES + utf8(entry.getKey()) + utf8(entry.getValue())).sum();
        return FRAME_BYTES + utf8(topic) + payload.length + properties + PROPERTY_BYTES + utf8(contentType)
                + PROPERTY_BYTES + utf8(responseTopic) + PROPERTY_BYTES + correlation.length;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

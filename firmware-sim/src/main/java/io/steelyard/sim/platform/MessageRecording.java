package io.steelyard.sim.platform;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Everything that passes a broker below {@code steelyard/}, as a subscriber sees it, in a file: a JSON object a line.
 *
 * <pre>
 * {"topic":"…","payload":"base64","retained":false,"contentType":"…","responseTopic":"…","user":{"signature":"…", …}}
 * </pre>
 */
public final class MessageRecording implements AutoCloseable {
    private static final String CLIENT_ID = "recorder";
    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter lines;
    private final BrokerSession session;

    private MessageRecording(PrintWriter lines, BrokerSession session) {
        this.lines = lines;
        this.session = session;
    }

    /** Returns when nothing more is missed. Throws when the broker or the file cannot be used. */
    public static MessageRecording start(String brokerUri, Path file) throws IOException {
        PrintWriter lines = new PrintWriter(file.toFile(), StandardCharsets.UTF_8);
        try {
            return new MessageRecording(lines, BrokerSession.open(brokerUri, CLIENT_ID, List.of("steelyard/#"),
                    (topic, message, _) -> lines.println(line(topic, message))));
        } catch (MqttException e) {
            lines.close();
            throw new IOException("record at " + brokerUri + ": " + e, e);
        }
    }

    private static String line(String topic, MqttMessage message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            MqttProperties properties = Optional.ofNullable(message.getProperties()).orElseGet(MqttProperties::new);
            json.writeStartObject();
            json.writeStringProperty("topic", topic);
            json.writeStringProperty("payload", Base64.getEncoder().encodeToString(message.getPayload()));
            json.writeBooleanProperty("retained", message.isRetained());
            json.writeStringProperty("contentType", properties.getContentType());
            json.writeStringProperty("responseTopic", properties.getResponseTopic());
            json.writeObjectPropertyStart("user");
            properties.getUserProperties().forEach(user -> json.writeStringProperty(user.getKey(), user.getValue()));
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Ends it; what came is in the file. */
    @Override
    public void close() {
        session.close();
        lines.close();
    }
}

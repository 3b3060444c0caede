package io.steelyard.sim.platform;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** A gateway's end of the wire, for those who play one: publishes on any topic, hears one. One owner. */
public final class GatewayEnd implements AutoCloseable {
    private static final int HEARD_MAX = 100_000;
    private static final long LOOK_MILLIS = 1;

    /** A message as it came. */
    public record Heard(byte[] payload, Map<String, String> userProperties) {}

    private final String brokerUri;
    private final BlockingQueue<Heard> heard;
    private final BrokerSession session;

    private GatewayEnd(String brokerUri, BlockingQueue<Heard> heard, BrokerSession session) {
        this.brokerUri = brokerUri;
        this.heard = heard;
        this.session = session;
    }

    /**
     * Connects.
     *
     * @param hears the topic that is listened to; what is retained there comes first
     * @throws IOException when the broker does not answer yes, with what was tried
     */
    public static GatewayEnd connect(String brokerUri, String clientId, String hears) throws IOException {
        BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(HEARD_MAX);
        try {
            return new GatewayEnd(brokerUri, heard, BrokerSession.open(brokerUri, clientId, List.of(hears),
                    (_, message, _) -> heard.offer(heardOf(message))));
        } catch (MqttException e) {
            throw new IOException("connect to " + brokerUri + ": " + e, e);
        }
    }

    private static Heard heardOf(MqttMessage message) {
        MqttProperties properties = message.getProperties();
        return new Heard(message.getPayload(), properties == null
                ? Map.of()
                : properties.getUserProperties().stream()
                        .collect(Collectors.toMap(UserProperty::getKey, UserProperty::getValue, (first, _) -> first)));
    }

    /** Publishes with QoS 1, not retained, and returns when the broker has taken it. */
    public void publish(String topic, byte[] payload, Map<String, String> userProperties, String contentType)
            throws IOException, InterruptedException {
        MqttProperties properties = new MqttProperties();
        properties.setContentType(contentType);
        properties.setUserProperties(userProperties.entrySet().stream()
                .map(property -> new UserProperty(property.getKey(), property.getValue())).toList());
        try {
            session.publish(topic, new MqttMessage(payload, 1, false, properties));
            while (!session.isFree()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (MqttException e) {
            throw new IOException("publish on " + topic + " at " + brokerUri + ": " + e, e);
        }
    }

    /** The next message on the topic that is listened to; waits so long for one. */
    public Optional<Heard> hear(long waitMillis) throws InterruptedException {
        return Optional.ofNullable(heard.poll(waitMillis, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        session.close();
    }
}

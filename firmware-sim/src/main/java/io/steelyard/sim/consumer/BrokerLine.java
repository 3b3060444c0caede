package io.steelyard.sim.consumer;

import io.steelyard.sim.platform.GatewayEnd;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The consumer listens at a broker. */
final class BrokerLine implements Line, AutoCloseable {
    private static final String ACK_TOPIC = Stage.ROOT + "/ack";
    private static final long RETAINED_MILLIS_MAX = 3_000;

    private final String brokerUri;
    private final GatewayEnd end;

    BrokerLine(String brokerUri) throws IOException {
        this.brokerUri = brokerUri;
        this.end = GatewayEnd.connect(brokerUri, Stage.GATEWAY, ACK_TOPIC);
    }

    @Override
    public void publish(String topic, byte[] payload, Map<String, String> userProperties, String contentType)
            throws IOException, InterruptedException {
        end.publish(topic, payload, userProperties, contentType);
    }

    @Override
    public Optional<Heard> hear(long waitMillis) throws InterruptedException {
        return end.hear(waitMillis).map(BrokerLine::heard);
    }

    @Override
    public Optional<Heard> retained() throws IOException, InterruptedException {
        try (GatewayEnd newcomer = GatewayEnd.connect(brokerUri, Stage.GATEWAY + "-newcomer", ACK_TOPIC)) {
            return newcomer.hear(RETAINED_MILLIS_MAX).map(BrokerLine::heard);
        }
    }

    @Override
    public void close() {
        end.close();
    }

    private static Heard heard(GatewayEnd.Heard message) {
        return new Heard(message.payload(), message.userProperties().getOrDefault("signature", ""));
    }
}

package io.steelyard.sim.platform;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

/** A gateway's end of the wire, as far as the contract goes: publishes facts, reads what is retained for it. */
final class HandMadeGateway implements AutoCloseable, MqttCallback {
    private static final long WAIT_MILLIS_MAX = 20_000;

    private final CompletableFuture<MqttMessage> firstReceived = new CompletableFuture<>();
    private final MqttAsyncClient client;

    private HandMadeGateway(MqttAsyncClient client) {
        this.client = client;
    }

    static HandMadeGateway connect(String brokerUri) throws MqttException {
        var gateway = new HandMadeGateway(new MqttAsyncClient(brokerUri, "gateway", new MemoryPersistence()));
        gateway.client.setCallback(gateway);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        gateway.client.connect(options).waitForCompletion(WAIT_MILLIS_MAX);
        return gateway;
    }

    void publish(String topic, List<SignedFact> facts) throws MqttException {
        List<IMqttToken> tokens = new ArrayList<>();
        for (SignedFact fact : facts) {
            tokens.add(client.publish(topic, message(fact)));
        }
        for (IMqttToken token : tokens) {
            token.waitForCompletion(WAIT_MILLIS_MAX);
        }
    }

    static MqttMessage message(SignedFact fact) {
        MqttProperties properties = new MqttProperties();
        properties.setUserProperties(List.of(new UserProperty("specversion", "1.0"),
                new UserProperty("signature", Base64.getEncoder().encodeToString(fact.signature())),
                new UserProperty("keyid", fact.keyId())));
        return new MqttMessage(fact.bytes(), 1, false, properties);
    }

    /** All in one message, the last one's signature on it. */
    static MqttMessage batch(List<SignedFact> facts) {
        MqttMessage message = message(facts.getLast());
        message.setPayload(FactBatch.pack(facts.stream().map(SignedFact::bytes).toList()));
        return message;
    }

    MqttMessage awaitRetained(String topic) throws Exception {
        client.subscribe(new MqttSubscription[]{new MqttSubscription(topic, 1)}, null, null, new MqttProperties())
                .waitForCompletion(WAIT_MILLIS_MAX);
        return firstReceived.get(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 1_000, true);
        client.close();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        firstReceived.complete(message);
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

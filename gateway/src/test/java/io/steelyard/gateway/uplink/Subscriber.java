package io.steelyard.gateway.uplink;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Somebody else at the broker: hears everything under a topic and may speak; shares no code with what is tested. */
final class Subscriber implements AutoCloseable {
    private static final long ANSWER_MILLIS_MAX = 10_000;
    private static final long SECONDS_MAX = 30;

    /** One message as it came. */
    record Came(String topic, MqttMessage message) {}

    private final MqttAsyncClient client;
    private final BlockingQueue<Came> came = new LinkedBlockingQueue<>();

    private Subscriber(MqttAsyncClient client) {
        this.client = client;
    }

    static Subscriber to(String uri, String clientId, String filter) throws MqttException {
        var subscriber = new Subscriber(new MqttAsyncClient(uri, clientId, new MemoryPersistence()));
        subscriber.client.setCallback(subscriber.callback());
        subscriber.client.connect().waitForCompletion(ANSWER_MILLIS_MAX);
        subscriber.client.subscribe(new MqttSubscription[]{new MqttSubscription(filter, 1)}, null, null,
                new MqttProperties()).waitForCompletion(ANSWER_MILLIS_MAX);
        return subscriber;
    }

    Came next() throws InterruptedException {
        return Objects.requireNonNull(came.poll(SECONDS_MAX, TimeUnit.SECONDS), "no message came");
    }

    void say(String topic, MqttMessage message) throws MqttException {
        client.publish(topic, message).waitForCompletion(ANSWER_MILLIS_MAX);
    }

    @Override
    public void close() throws MqttException {
        client.disconnect().waitForCompletion(ANSWER_MILLIS_MAX);
        client.close();
    }

    private MqttCallback callback() {
        return new MqttCallback() {
            @Override
            public void messageArrived(String topic, MqttMessage message) {
                came.add(new Came(topic, message));
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
        };
    }
}

package io.steelyard.sim.platform;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
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

/**
 * One connection to the broker, used once: connect, subscribe, publish, close. Paho is used in the one way that was
 * found safe: a new client for each connection, clean start, memory persistence, no reconnecting of its own, one
 * message in flight, the one callback (the listener overloads of subscribe throw), and after any failure a forced
 * disconnect. Owned by the client's thread, except for the callback, which only hands on.
 */
final class BrokerSession implements AutoCloseable {
    private static final int QOS_AT_LEAST_ONCE = 1;
    private static final int FAILURE_CODE_MIN = 0x80;
    private static final long ANSWER_MILLIS_MAX = 10_000;
    private static final int CONNECT_SECONDS_MAX = 10;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final long GOODBYE_MILLIS_MAX = 1_000;
    private static final long FORCED_GOODBYE_MILLIS_MAX = 100;

    private final MqttAsyncClient client;
    private final AtomicBoolean lost = new AtomicBoolean();

    private BrokerSession(MqttAsyncClient client) {
        this.client = client;
    }

    /** Connects and subscribes; messages go to {@code inbox} on Paho's thread. Throws when the broker did not answer yes. */
    static BrokerSession open(String brokerUri, String clientId, String filter, BiConsumer<String, MqttMessage> inbox)
            throws MqttException {
        BrokerSession session = new BrokerSession(new MqttAsyncClient(brokerUri, clientId, new MemoryPersistence()));
        try {
            session.client.setCallback(session.callback(inbox));
            answered(session.client.connect(options()));
            // The overload without listeners or a subscription identifier of Paho's own making.
            var subscription = new MqttSubscription(filter, QOS_AT_LEAST_ONCE);
            answered(session.client.subscribe(new MqttSubscription[]{subscription}, null, null, new MqttProperties()));
            return session;
        } catch (MqttException e) {
            session.abandon();
            throw e;
        }
    }

    boolean lost() {
        return lost.get() || !client.isConnected();
    }

    /** Publishes a retained QoS 1 message and returns when the broker has taken it. */
    void publishRetained(String topic, byte[] payload, MqttProperties properties) throws MqttException {
        answered(client.publish(topic, new MqttMessage(payload, QOS_AT_LEAST_ONCE, true, properties)));
    }

    @Override
    public void close() {
        if (!lost()) {
            try {
                client.disconnect(GOODBYE_MILLIS_MAX).waitForCompletion(GOODBYE_MILLIS_MAX);
            } catch (MqttException _) {
                // The connection is given up either way.
            }
        }
        abandon();
    }

    private void abandon() {
        try {
            client.disconnectForcibly(0, FORCED_GOODBYE_MILLIS_MAX, false);
        } catch (MqttException _) {
            // Already disconnected.
        }
        try {
            client.close();
        } catch (MqttException _) {
            // Already closed.
        }
    }

    private static MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(CONNECT_SECONDS_MAX);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setSocketFactory(new PatientSockets());
        return options;
    }

    /** Waits for the broker's answer; a refusing reason code does not fail Paho's token, so it is looked at here. */
    private static void answered(IMqttToken token) throws MqttException {
        token.waitForCompletion(ANSWER_MILLIS_MAX);
        int[] codes = token.getReasonCodes();
        for (int code : codes == null ? new int[0] : codes) {
            if (code >= FAILURE_CODE_MIN) {
                throw new MqttException(code);
            }
        }
    }

    private MqttCallback callback(BiConsumer<String, MqttMessage> inbox) {
        return new MqttCallback() {
            @Override
            public void messageArrived(String topic, MqttMessage message) {
                inbox.accept(topic, message);
            }

            @Override
            public void disconnected(MqttDisconnectResponse response) {
                lost.set(true);
            }

            @Override
            public void mqttErrorOccurred(MqttException exception) {
                lost.set(true);
            }

            @Override
            public void deliveryComplete(IMqttToken token) {
                // Waited for on the token.
            }

            @Override
            public void connectComplete(boolean reconnect, String serverUri) {
                // Waited for on the token.
            }

            @Override
            public void authPacketArrived(int reasonCode, MqttProperties properties) {
                // No authentication is exchanged.
            }
        };
    }
}

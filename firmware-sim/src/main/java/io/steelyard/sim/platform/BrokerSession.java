package io.steelyard.sim.platform;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker, used once: connect, subscribe, publish, close. Paho is used in the one way that was
 * found safe: a new client for each connection, clean start, memory persistence, no reconnecting of its own, few
 * messages in flight, the one callback (the listener overloads of subscribe throw), and after any failure a forced
 * disconnect. Owned by the client's thread, except for the callback, which hands on and may wait for room: therefore nothing
 * here waits for an answer while the session serves, the answer might be behind what waits.
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
    private final AtomicBoolean closing = new AtomicBoolean();
    private @Nullable IMqttToken unanswered;
    private long unansweredSinceNanos;

    private BrokerSession(MqttAsyncClient client) {
        this.client = client;
    }

    /** Where messages go, on Paho's thread. */
    interface Receiver {
        /** @param over whether the session has ended and nothing may wait for it */
        void arrived(String topic, MqttMessage message, BooleanSupplier over);
    }

    /** Connects and subscribes. Throws when the broker did not answer yes. */
    static BrokerSession open(String brokerUri, String clientId, List<String> filters, Receiver inbox)
            throws MqttException {
        BrokerSession session = new BrokerSession(new MqttAsyncClient(brokerUri, clientId, new MemoryPersistence()));
        try {
            session.client.setCallback(session.callback(inbox));
            answered(session.client.connect(options()));
            // The overload without listeners or a subscription identifier of Paho's own making.
            var subscriptions = filters.stream().map(filter -> new MqttSubscription(filter, QOS_AT_LEAST_ONCE))
                    .toArray(MqttSubscription[]::new);
            answered(session.client.subscribe(subscriptions, null, null, new MqttProperties()));
            return session;
        } catch (MqttException e) {
            session.abandon();
            throw e;
        }
    }

    boolean lost() {
        return lost.get() || !client.isConnected();
    }

    /** Whether the broker has taken what was published last. Throws when it refused, or does not answer. */
    boolean isFree() throws MqttException {
        IMqttToken token = unanswered;
        if (token == null) {
            return true;
        }
        if (!token.isComplete()) {
            if (System.nanoTime() - unansweredSinceNanos > TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS_MAX)) {
                throw new MqttException(MqttClientException.REASON_CODE_CLIENT_TIMEOUT);
            }
            return false;
        }
        unanswered = null;
        answered(token);
        return true;
    }

    /** Publishes a QoS 1 message; whether the broker has taken it, {@link #isFree} tells, which must be asked first. */
    void publish(String topic, MqttMessage message) throws MqttException {
        message.setQos(QOS_AT_LEAST_ONCE);
        unanswered = client.publish(topic, message);
        unansweredSinceNanos = System.nanoTime();
    }

    @Override
    public void close() {
        closing.set(true);
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
        closing.set(true);
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

    private MqttCallback callback(Receiver inbox) {
        return new MqttCallback() {
            @Override
            public void messageArrived(String topic, MqttMessage message) {
                inbox.arrived(topic, message, () -> lost.get() || closing.get());
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

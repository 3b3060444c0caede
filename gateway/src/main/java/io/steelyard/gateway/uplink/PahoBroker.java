package io.steelyard.gateway.uplink;

import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.Time;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
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
import org.jspecify.annotations.Nullable;

/**
 * A broker through Eclipse Paho, the only class that knows it, in the one way that is safe with release 1.2.5: a new client per
 * connection, clean start, memory persistence, no reconnecting and no buffering of its own, no blocking in callbacks.
 */
public final class PahoBroker implements Broker {
    private static final int AT_LEAST_ONCE = 1;
    private static final int CONNECT_SECONDS_MAX = 10;
    private static final long ANSWER_MILLIS_MAX = 10_000;
    /** For the answers to messages under way, when a session is closed. */
    private static final long LAST_ANSWERS_MILLIS_MAX = 1_000;
    private static final long NO_ANSWERS = 0;
    private static final long FORCED_GOODBYE_MILLIS_MAX = 100;
    /** DISCONNECT: another client has connected with our id. */
    private static final int SESSION_TAKEN_OVER = 0x8E;
    /** What MQTT 5 says of a server that names no receive maximum. */
    private static final int RECEIVE_MAXIMUM_DEFAULT = 65_535;
    /**
     * The library logs a stack trace for each failure; what fails is told to the caller, who tells it once. Held, because
     * java.util.logging forgets levels of loggers nobody holds.
     */
    private static final Logger PAHO_LOG = Logger.getLogger("org.eclipse.paho.mqttv5");

    static {
        PAHO_LOG.setLevel(Level.OFF);
    }

    private final String url;
    private final String clientId;
    private final int keepAliveSeconds;
    private final Time time;
    private final Optional<Tls> tls;
    private final BrokerTrouble trouble;

    /** Over plain connections. */
    public PahoBroker(String url, String clientId, int keepAliveSeconds, Time time) {
        this(url, clientId, keepAliveSeconds, time, Optional.empty());
    }

    /** @param tls how a connection is secured; empty for a plain one */
    public PahoBroker(String url, String clientId, int keepAliveSeconds, Time time, Optional<Tls> tls) {
        this.url = url;
        this.clientId = clientId;
        this.keepAliveSeconds = keepAliveSeconds;
        this.time = time;
        this.tls = tls;
        this.trouble = new BrokerTrouble(url, clientId);
    }

    @Override
    public void look(long nowNanos) {
        tls.ifPresent(secured -> secured.look(nowNanos));
    }

    @Override
    public Session connect(Message will, List<String> subscriptions, Inbox<BrokerEvent> events)
            throws BrokerException {
        return connect(Optional.of(will), subscriptions, events);
    }

    /** Connects without a last will: nobody learns when this session ends. For trying whether the broker lets us in. */
    public Session visit(List<String> subscriptions, Inbox<BrokerEvent> events) throws BrokerException {
        return connect(Optional.empty(), subscriptions, events);
    }

    private Session connect(Optional<Message> will, List<String> subscriptions, Inbox<BrokerEvent> events)
            throws BrokerException {
        MqttAsyncClient client = null;
        IMqttToken welcome = null;
        try {
            client = new MqttAsyncClient(socketUrl(), clientId, new MemoryPersistence());
            client.setCallback(new Callback(events));
            var answer = client.connect(options(will));
            answer.waitForCompletion(ANSWER_MILLIS_MAX);
            refuseBadCodes(answer);
            welcome = answer;
            // the overloads with a listener fail in this release; this one reports to the callback
            var filters = subscriptions.stream().map(filter -> new MqttSubscription(filter, AT_LEAST_ONCE))
                    .toArray(MqttSubscription[]::new);
            var subscribed = client.subscribe(filters, null, null, new MqttProperties());
            subscribed.waitForCompletion(ANSWER_MILLIS_MAX);
            refuseBadCodes(subscribed);
            return new PahoSession(client, trouble, events, receiveMaximum(answer), packetBytesMax(answer));
        } catch (MqttException failed) {
            if (client != null) {
                abandon(client, NO_ANSWERS);
            }
            throw welcome == null
                    ? trouble.ofLogin(failed)
                    : trouble.ofSubscription(failed, String.join(", ", subscriptions));
        }
    }

    /** The library's own TLS stays unused: to it every socket is a plain one, see {@link PatientSocket}. */
    private String socketUrl() {
        return url.replaceFirst("^ssl:", "tcp:");
    }

    private MqttConnectionOptions options(Optional<Message> will) {
        var options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(CONNECT_SECONDS_MAX);
        options.setKeepAliveInterval(keepAliveSeconds);
        options.setSocketFactory(new PatientSocketFactory(time, tls));
        will.ifPresent(last -> {
            var lastWill = message(last);
            options.setWill(last.topic(), lastWill);
            options.setWillMessageProperties(lastWill.getProperties()); // the library leaves out those of the message
        });
        return options;
    }

    private static int receiveMaximum(IMqttToken connected) {
        return Optional.ofNullable(connected.getResponseProperties()).map(MqttProperties::getReceiveMaximum)
                .orElse(RECEIVE_MAXIMUM_DEFAULT);
    }

    private static int packetBytesMax(IMqttToken connected) {
        return Optional.ofNullable(connected.getResponseProperties()).map(MqttProperties::getMaximumPacketSize)
                .map(bytes -> (int) Math.min(bytes, Integer.MAX_VALUE)).orElse(Integer.MAX_VALUE);
    }

    /** A failing reason code does not fail the token of this release. */
    private static void refuseBadCodes(IMqttToken token) throws MqttException {
        var codes = token.getReasonCodes();
        for (int code : codes == null ? new int[0] : codes) {
            if (code >= BrokerTrouble.REFUSED_MIN) {
                throw new MqttException(code);
            }
        }
    }

    private static MqttMessage message(Message message) {
        var properties = new MqttProperties();
        properties.setContentType(message.contentType());
        if (message.correlation().length > 0) {
            properties.setCorrelationData(message.correlation());
        }
        properties.setUserProperties(message.userProperties().entrySet().stream()
                .map(entry -> new UserProperty(entry.getKey(), entry.getValue())).toList());
        return new MqttMessage(message.payload(), AT_LEAST_ONCE, message.retained(), properties);
    }

    private static void abandon(MqttAsyncClient client, long answersMillisMax) {
        try {
            client.disconnectForcibly(answersMillisMax, FORCED_GOODBYE_MILLIS_MAX, false);
        } catch (MqttException disconnected) {
            // it was never connected or is no more: closing follows
        }
        try {
            client.close();
        } catch (MqttException closed) {
            return;
        }
    }

    private record PahoSession(MqttAsyncClient client, BrokerTrouble trouble, Inbox<BrokerEvent> events,
            int receiveMaximum, int packetBytesMax)
            implements
                Session {
        @Override
        public void publish(long ticket, Message message) throws BrokerException {
            try {
                client.publish(message.topic(), PahoBroker.message(message), null,
                        new Answer(ticket, message.topic(), trouble, events));
            } catch (MqttException failed) {
                throw new BrokerException("publish to " + message.topic() + ": " + BrokerTrouble.meaning(failed),
                        failed);
            }
        }

        /** No DISCONNECT is sent: it would make the broker forget the last will, and not every broker knows reason code 4. */
        @Override
        public void close() {
            abandon(client, LAST_ANSWERS_MILLIS_MAX);
        }
    }

    /** The broker's answer to one message; on Paho's thread. */
    private record Answer(long ticket, String topic, BrokerTrouble trouble,
            Inbox<BrokerEvent> events) implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            try {
                refuseBadCodes(token);
                events.offer(new BrokerEvent.Taken(ticket));
            } catch (MqttException refused) {
                onFailure(token, refused);
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failed) {
            events.offer(new BrokerEvent.Lost(failed instanceof MqttException refused
                    ? trouble.ofMessage(refused, topic)
                    : "the broker did not answer a message on " + topic + ": " + failed.getMessage()));
        }
    }

    /** Hands on what Paho's thread says; does nothing else there. */
    private record Callback(Inbox<BrokerEvent> events) implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            var properties = of(message, MqttProperties::getUserProperties).orElse(List.of());
            Map<String, String> byName = new LinkedHashMap<>();
            properties.forEach(property -> byName.put(property.getKey(), property.getValue()));
            events.offer(new BrokerEvent.Arrived(new Message(topic, message.getPayload(), byName, message.isRetained(),
                    text(message, MqttProperties::getContentType), text(message, MqttProperties::getResponseTopic),
                    of(message, MqttProperties::getCorrelationData).orElse(new byte[0]))));
        }

        private static String text(MqttMessage message, Function<MqttProperties, @Nullable String> property) {
            return of(message, property).orElse("");
        }

        private static <T> Optional<T> of(MqttMessage message, Function<MqttProperties, @Nullable T> property) {
            return Optional.ofNullable(message.getProperties()).map(property);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            if (response.getReturnCode() == SESSION_TAKEN_OVER) {
                events.offer(new BrokerEvent.TakenOver());
                return;
            }
            var said = Optional.ofNullable(response.getException()).map(BrokerTrouble::meaning)
                    .orElse("reason code " + response.getReturnCode());
            events.offer(new BrokerEvent.Lost("the broker's connection ended: " + said));
        }

        @Override
        public void mqttErrorOccurred(MqttException failed) {
            events.offer(new BrokerEvent.Lost("the broker's connection failed: " + BrokerTrouble.meaning(failed)));
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // told per message, with its number
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // waited for where it was asked
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // no enhanced authentication is offered
        }
    }
}

package io.steelyard.gateway.uplink;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * What a failure of the MQTT library means for the person who must mend it. Reason codes from 0x80 to 0xFF are the broker's own
 * (MQTT 5, section 2.4), all others the library's.
 */
final class BrokerTrouble {
    /** Reason codes from here on are refusals. */
    static final int REFUSED_MIN = 0x80;
    private static final int REFUSED_MAX = 0xFF;
    private static final int CLIENT_ID_NOT_VALID = 0x85;
    private static final int BAD_USER_NAME_OR_PASSWORD = 0x86;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int SERVER_UNAVAILABLE = 0x88;
    private static final int SERVER_BUSY = 0x89;
    private static final int BANNED = 0x8A;
    private static final int TOPIC_NAME_INVALID = 0x90;
    private static final int PACKET_TOO_LARGE = 0x95;
    private static final int QUOTA_EXCEEDED = 0x97;
    private static final int CONNECTION_RATE_EXCEEDED = 0x9F;

    private final String url;
    private final String clientId;

    BrokerTrouble(String url, String clientId) {
        this.url = url;
        this.clientId = clientId;
    }

    /** The broker was not reached, or did not let the gateway in. */
    BrokerException ofLogin(MqttException failed) {
        int code = failed.getReasonCode();
        if (isRefusal(code)) {
            return told(Obstacle.LOGIN, "the broker refuses the login of " + clientId + ": " + refusal(code)
                    + "; at the broker, admit this client id" + (url.startsWith("ssl:") ? " and its certificate" : ""),
                    failed);
        }
        var cause = failed.getCause();
        if (cause instanceof UnknownHostException) {
            return told(Obstacle.NAME,
                    "no name server knows the host " + host() + "; correct uplink.broker, or check this "
                            + "board's network and name server with: getent hosts " + host(),
                    failed);
        }
        if (cause != null && isNoWay(cause)) {
            return told(Obstacle.WAY,
                    cause.getMessage() + "; check this board's network, a firewall on the way, and the "
                            + "host and port in uplink.broker",
                    failed);
        }
        if (cause instanceof ConnectException) {
            return told(Obstacle.WAY,
                    cause.getMessage() + "; nothing listens at that port: start the broker, or correct "
                            + "host and port in uplink.broker",
                    failed);
        }
        return url.startsWith("ssl:") ? ofTls(failed) : ofSilence(failed);
    }

    /** The host did not even refuse. */
    private static boolean isNoWay(Throwable cause) {
        return cause instanceof NoRouteToHostException || cause instanceof PortUnreachableException
                || cause instanceof SocketTimeoutException && String.valueOf(cause.getMessage()).startsWith("Connect");
    }

    private BrokerException ofTls(MqttException failed) {
        var cause = failed.getCause();
        return cause != null && cause.getMessage() != null
                ? told(Obstacle.TLS, cause.getMessage(), failed)
                : ofSilence(failed);
    }

    private BrokerException ofSilence(MqttException failed) {
        boolean timedOut = failed.getReasonCode() == MqttClientException.REASON_CODE_CLIENT_TIMEOUT
                || failed.getCause() instanceof SocketTimeoutException;
        return told(Obstacle.SILENCE, timedOut
                ? "connected, but no MQTT answer came (timed out); is an MQTT 5 broker behind that port, or one that is "
                        + "overloaded or wants TLS (ssl://)? Its log says more"
                : "the server ended the connection before it answered (" + meaning(failed)
                        + "); if that is its port for "
                        + "TLS, usually 8883, write ssl:// in uplink.broker, else see the broker's log",
                failed);
    }

    /** The broker let the gateway in and refuses what the platform would say. */
    BrokerException ofSubscription(MqttException failed, String topics) {
        return told(Obstacle.TOPICS, "the broker refuses " + clientId + " to subscribe to " + topics + ": "
                + word(failed) + "; at the broker, let it read these topics", failed);
    }

    /** The broker refuses one message. */
    String ofMessage(MqttException failed, String topic) {
        return "the broker refused a message on " + topic + ": " + word(failed) + (isRefusal(failed.getReasonCode())
                ? "; at the broker, " + remedy(failed.getReasonCode(), topic)
                : "");
    }

    private String remedy(int code, String topic) {
        return switch (code) {
            case NOT_AUTHORIZED -> "let " + clientId + " write to " + topic;
            case QUOTA_EXCEEDED -> "raise the quota of " + clientId + ", or find out who takes nothing";
            case PACKET_TOO_LARGE -> "allow larger packets";
            default -> "see why in its log";
        };
    }

    private static String word(MqttException failed) {
        return isRefusal(failed.getReasonCode()) ? refusal(failed.getReasonCode()) : meaning(failed);
    }

    private static boolean isRefusal(int code) {
        return code >= REFUSED_MIN && code <= REFUSED_MAX;
    }

    private static String refusal(int code) {
        var word = switch (code) {
            case CLIENT_ID_NOT_VALID -> "client id not valid";
            case BAD_USER_NAME_OR_PASSWORD -> "bad user name or password";
            case NOT_AUTHORIZED -> "not authorized";
            case SERVER_UNAVAILABLE -> "server unavailable";
            case SERVER_BUSY -> "server busy";
            case BANNED -> "banned";
            case TOPIC_NAME_INVALID -> "topic name invalid";
            case PACKET_TOO_LARGE -> "packet too large";
            case QUOTA_EXCEEDED -> "quota exceeded";
            case CONNECTION_RATE_EXCEEDED -> "connection rate exceeded";
            default -> "refused";
        };
        return word + " (MQTT reason code " + code + ")";
    }

    /** What the library says, for where nothing better is known. */
    static String meaning(Throwable thrown) {
        if (!(thrown instanceof MqttException failed)) {
            return String.valueOf(thrown.getMessage());
        }
        var cause = failed.getCause();
        return cause != null && cause.getMessage() != null
                ? cause.getMessage()
                : failed.getMessage() + " (reason code " + failed.getReasonCode() + ")";
    }

    private BrokerException told(Obstacle obstacle, String what, MqttException failed) {
        return new BrokerException(obstacle, "connect " + url + ": " + what, failed);
    }

    private String host() {
        return url.replaceFirst("^\\w+://", "").replaceFirst(":\\d+$", "");
    }
}

package io.steelyard.gateway.uplink;

/** The platform acknowledges nothing: the session is begun anew, though there is a broker and nobody is offline. */
final class StalledException extends BrokerException {
    private static final long serialVersionUID = 1L;

    StalledException(String message) {
        super(message);
    }
}

package io.steelyard.gateway.uplink;

/** Another client connected under our name: coming back at once would only throw that one out in turn. */
final class TakenOverException extends BrokerException {
    private static final long serialVersionUID = 1L;

    TakenOverException(String message) {
        super(message);
    }
}

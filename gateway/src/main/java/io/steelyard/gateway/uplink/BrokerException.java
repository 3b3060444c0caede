package io.steelyard.gateway.uplink;

/** The broker could not be reached or refused; the message says what was tried and what happened. */
final class BrokerException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokerException(String message) {
        super(message);
    }

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}

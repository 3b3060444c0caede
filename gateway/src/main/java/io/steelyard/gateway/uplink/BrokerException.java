package io.steelyard.gateway.uplink;

/** The broker could not be reached or refused; the message says what was tried and what happened. */
public class BrokerException extends Exception {
    private static final long serialVersionUID = 1L;

    public BrokerException(String message) {
        super(message);
    }

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.steelyard.gateway.uplink;

/** The broker could not be reached or refused; the message says what was tried, what happened and what to do. */
public class BrokerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Obstacle obstacle;

    public BrokerException(String message) {
        super(message);
        this.obstacle = Obstacle.OTHER;
    }

    public BrokerException(String message, Throwable cause) {
        this(Obstacle.OTHER, message, cause);
    }

    BrokerException(Obstacle obstacle, String message, Throwable cause) {
        super(message, cause);
        this.obstacle = obstacle;
    }

    /** What stands in the way. */
    public Obstacle obstacle() {
        return obstacle;
    }
}

package io.steelyard.gateway.uplink;

/** What stands between the gateway and its broker. */
public enum Obstacle {
    /** No name server knows the broker's host, or none was reached. */
    NAME,
    /** Nothing answers at that host and port, or says at once that nothing is there. */
    WAY,
    /** Somebody answers, and not as an MQTT broker in time. */
    SILENCE,
    /** TLS failed. */
    TLS,
    /** The broker refuses the login. */
    LOGIN,
    /** The broker refuses the topics on which the platform speaks. */
    TOPICS,
    /** The broker refuses a message. */
    MESSAGE,
    /** Anything else. */
    OTHER
}

package io.steelyard.gateway.scale;

/** Yes, no, or not said: a device that does not say it is stable has not said that it moves. */
public enum Truth {
    /** The device said so. */
    YES,
    /** The device said not so. */
    NO,
    /** The device did not say. */
    UNKNOWN
}

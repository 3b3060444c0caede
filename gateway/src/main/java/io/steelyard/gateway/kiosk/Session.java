package io.steelyard.gateway.kiosk;

/**
 * Somebody who is signed in.
 *
 * @param key the cookie's value
 * @param usedNanos when it was last used
 */
record Session(String key, Operator operator, long usedNanos) {
    Session usedAt(long nowNanos) {
        return new Session(key, operator, nowNanos);
    }
}

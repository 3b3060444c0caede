package io.steelyard.gateway.link;

import java.util.Optional;

/** What a device is sent, and when; what it answers is its {@link LinkListener}'s. Called on the link's thread unless said otherwise. */
public interface Requests {
    /** Nothing: the device speaks unasked. */
    Requests NONE = _ -> Optional.empty();

    /** What to send now, if anything is due; it is sent at once. */
    Optional<byte[]> due(long nowNanos);

    /** The port was opened: what was sent before counts no more. */
    default void opened(long nowNanos) {}

    /** How long the line may be left alone, because nothing is due and nothing is awaited; 0 to listen. */
    default long idleNanos(long nowNanos) {
        return 0;
    }

    /** What to send last before an orderly close, if anything; nobody waits for the answer. */
    default Optional<byte[]> farewell() {
        return Optional.empty();
    }

    /** What ends the time in which the line is left alone. Called before the first step. */
    default void wakes(Runnable wake) {}
}

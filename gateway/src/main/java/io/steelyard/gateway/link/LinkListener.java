package io.steelyard.gateway.link;

/** What a link's loop feeds; called on that loop's thread. Times are monotonic nanoseconds. */
public interface LinkListener {
    /** The device's port is open. */
    void up(long atNanos);

    /** Bytes arrived: the first {@code count} of the buffer, valid only during the call. */
    void bytes(long atNanos, byte[] buffer, int count);

    /** The line was silent for as long as a read of it waits. */
    void quiet(long atNanos);

    /** The port could not be opened, or was lost; called once per change of reason, not per attempt. */
    void lost(long atNanos, String reason);
}

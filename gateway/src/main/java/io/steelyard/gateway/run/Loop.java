package io.steelyard.gateway.run;

/** A unit of work that repeats. Owned by one thread in production, stepped by hand in a test; it cannot tell. */
public interface Loop {
    /** Idle time that means "nothing to do until woken"; a bound, so that no missed wake-up can stop a loop for good. */
    long IDLE_NANOS_MAX = 2_000_000_000L;

    /** The thread's name in production, so that a thread dump reads like the architecture. */
    String name();

    /**
     * Does what is ready.
     *
     * @param nowNanos monotonic time
     * @return how long it may idle, in nanoseconds; 0 when there is more to do (or when the step itself waits for a device)
     */
    long step(long nowNanos);

    /** Releases what the loop owns. Called on the owning thread after the last step. */
    void close();
}

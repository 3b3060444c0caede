package io.steelyard.gateway.bin;

/** A bin's locks. Any thread; never waits. */
public interface Doors {
    /**
     * Releases the lock of this compartment for its time and no longer.
     *
     * @return false when that cannot be done now
     */
    boolean unlock(String compartment);

    /** Every lock rests at once, and none that was asked for is released any more. */
    void lock();
}

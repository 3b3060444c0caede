package io.steelyard.gateway.journal;

/** What the journal's thread does for the journal itself while no fact waits, in steps so small that none has to wait long. */
interface Chore {
    /**
     * Does a little.
     *
     * @param nowNanos monotonic time
     * @return how long there is nothing more to do, in nanoseconds; 0 when there is
     * @throws JournalException it is asked again after a pause and must then go by what the file says
     */
    long step(long nowNanos) throws JournalException;
}

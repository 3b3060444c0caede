package io.steelyard.gateway.journal;

import io.steelyard.gateway.run.Loop;

/**
 * Grows the log file to its working size once after each start, because growing a file in service costs a commit a second sync. Not
 * before the first facts are committed: weighing does not wait for it. A disk that is short of room needs it for facts.
 */
final class LogGrowth implements Chore {
    private final Journal journal;
    private final long reserveBytes;
    private boolean grown;

    LogGrowth(Journal journal, long reserveBytes) {
        this.journal = journal;
        this.reserveBytes = reserveBytes;
    }

    @Override
    public long step(long nowNanos) throws JournalException {
        if (!grown && Room.of(journal.freeBytes(), reserveBytes) == Room.ENOUGH) {
            journal.growLog();
            grown = true;
        }
        return Loop.IDLE_NANOS_MAX;
    }
}

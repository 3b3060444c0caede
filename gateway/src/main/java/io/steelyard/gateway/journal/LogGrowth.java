package io.steelyard.gateway.journal;

import java.util.concurrent.TimeUnit;

/**
 * Grows the log file to its working size once after each start, because growing a file in service costs a commit a second sync. Not
 * before the first facts are committed: weighing does not wait for it. A disk that is short of room needs it for facts.
 */
final class LogGrowth implements Chore {
    private static final long ROOM_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Journal journal;
    private final long reserveBytes;
    private boolean grown;

    LogGrowth(Journal journal, long reserveBytes) {
        this.journal = journal;
        this.reserveBytes = reserveBytes;
    }

    @Override
    public long step(long nowNanos) throws JournalException {
        if (grown) {
            return Long.MAX_VALUE;
        }
        if (Room.of(journal.freeBytes(), reserveBytes) != Room.ENOUGH) {
            return ROOM_PAUSE_NANOS;
        }
        journal.growLog();
        grown = true;
        return Long.MAX_VALUE;
    }
}

package io.steelyard.gateway.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Removes the oldest facts once they are acknowledged and older than configured, or once the file is larger than configured. Age
 * is counted in hours of running, noted in the journal itself: a wrong calendar removes nothing, and hours that a restart cut short
 * only make it keep more.
 */
final class Retention implements Chore {
    static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);
    static final long LOOK_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Between two removals while there is more to remove: the disk is there for weighings. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Facts removed in one commit: no weighing waits longer for it than for a commit of its own. */
    static final int FACTS_MAX = 64;

    private static final String NOTE_HOUR = "INSERT INTO hour SELECT ifnull(max(number), 0) + 1, ? FROM hour";
    /** The newest hour that lies as far back as facts are kept. */
    private static final String OLD_HOUR = "SELECT max(number) FROM hour"
            + " WHERE number <= (SELECT max(number) FROM hour) - ?";
    private static final String OLD_HEAD = "SELECT head FROM hour WHERE number = (" + OLD_HOUR + ")";
    private static final String FORGET_HOURS = "DELETE FROM hour WHERE number < (" + OLD_HOUR + ")";

    private final Journal journal;
    private final long keptHours;
    private final long keptBytes;
    private final LongSupplier neededAfter;
    private long hourDueNanos;
    private long lookDueNanos;

    /** @param neededAfter facts with higher numbers are needed here, acknowledged or not */
    Retention(Journal journal, Keep keep, LongSupplier neededAfter, long nowNanos) {
        this.journal = journal;
        this.keptHours = keep.age().toHours();
        this.keptBytes = keep.bytes();
        this.neededAfter = neededAfter;
        this.hourDueNanos = nowNanos + HOUR_NANOS;
        this.lookDueNanos = nowNanos;
    }

    @Override
    public long step(long nowNanos) throws JournalException {
        if (nowNanos >= hourDueNanos) {
            journal.ask("note an hour in journal", this::noteHour);
            hourDueNanos = nowNanos + HOUR_NANOS;
            lookDueNanos = nowNanos;
        }
        if (nowNanos >= lookDueNanos) {
            lookDueNanos = nowNanos + (prune() ? PAUSE_NANOS : LOOK_NANOS);
        }
        return Math.min(hourDueNanos, lookDueNanos) - nowNanos;
    }

    private long noteHour(Connection open) throws SQLException {
        try (var note = open.prepareStatement(NOTE_HOUR); var forget = open.prepareStatement(FORGET_HOURS)) {
            note.setLong(1, journal.head());
            note.executeUpdate();
            forget.setLong(1, keptHours);
            return forget.executeUpdate();
        }
    }

    private boolean prune() throws JournalException {
        long due = Math.min(journal.ask("look how much is in journal", this::due), journal.acknowledged());
        long through = Math.min(Math.min(due, neededAfter.getAsLong()), journal.pruned() + FACTS_MAX);
        if (through <= journal.pruned()) {
            return false;
        }
        journal.prune(through);
        return true;
    }

    /** Facts through this number need not be kept if they are acknowledged; never the newest, for the next one names it. */
    private long due(Connection open) throws SQLException {
        if (JournalFile.usedBytes(open) > keptBytes) {
            return journal.head() - 1;
        }
        try (var select = open.prepareStatement(OLD_HEAD)) {
            select.setLong(1, keptHours);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Math.min(rows.getLong(1), journal.head() - 1) : 0;
            }
        }
    }
}

package io.steelyard.gateway.ops;

import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.uplink.Waiting;
import java.util.OptionalLong;

/** What the platform does not have yet. Any thread; reads one fact while something waits, however much does. */
public final class Backlog implements AutoCloseable {
    private final JournalLoop journal;
    private final Time time;
    private final JournalReader reader; // guarded by this

    /** @param reader this one's own */
    public Backlog(JournalLoop journal, JournalReader reader, Time time) {
        this.journal = journal;
        this.reader = reader;
        this.time = time;
    }

    /** So many facts. */
    public long facts() {
        return Math.max(0, journal.head() - journal.acknowledged());
    }

    /** Since when the oldest waits; empty when none does, when it is from before this boot, and when it cannot be read. */
    public synchronized OptionalLong oldestMillis() {
        try {
            return Waiting.of(journal.acknowledged(), journal.head(), reader, time).millis();
        } catch (JournalException unreadable) {
            return OptionalLong.empty(); // the journal's own loop complains of it
        }
    }

    @Override
    public synchronized void close() {
        reader.close();
    }
}

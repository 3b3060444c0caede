package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.ops.Backlog;
import io.steelyard.gateway.ops.Health;
import io.steelyard.gateway.ops.UplinkMark;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Finds out how everything stands. Any thread; reads the journal while something waits. */
public final class StandingWatch {
    private final JournalLoop journal;
    private final Backlog backlog;
    private final UplinkMark uplink;
    private final Health health;

    public StandingWatch(JournalLoop journal, Backlog backlog, UplinkMark uplink, Health health) {
        this.journal = journal;
        this.backlog = backlog;
        this.uplink = uplink;
        this.health = health;
    }

    Standing look() {
        return new Standing(journal.head(), journal.acknowledged(), wholeSeconds(backlog.oldestMillis()), uplink.word(),
                uplink.text(), health.troubles());
    }

    /** The centre has the facts through this number. */
    long acknowledged() {
        return journal.acknowledged();
    }

    private static OptionalLong wholeSeconds(OptionalLong millis) {
        return millis.isEmpty()
                ? millis
                : OptionalLong.of(TimeUnit.SECONDS.toMillis(TimeUnit.MILLISECONDS.toSeconds(millis.getAsLong())));
    }

    void close() {
        backlog.close();
    }
}

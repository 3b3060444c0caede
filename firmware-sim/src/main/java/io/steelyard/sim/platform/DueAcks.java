package io.steelyard.sim.platform;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;

/** Whose acknowledgement is due and when it may go: many facts are one acknowledgement. One owner. */
final class DueAcks {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PlatformClient.ACK_MILLIS_MIN);

    /** Latest last: of two journals of one gateway the newer one's stays on the topic. */
    private final SequencedSet<AckAddress> due = new LinkedHashSet<>();
    private final SequencedSet<AckAddress> ever = new LinkedHashSet<>();
    private long lastNanos;
    private int factsSince;

    DueAcks(long nowNanos) {
        lastNanos = nowNanos - PAUSE_NANOS;
    }

    /** These have something new to be told of. */
    void add(SequencedSet<AckAddress> addresses, int facts) {
        addresses.forEach(due::addLast);
        addresses.forEach(ever::addLast);
        factsSince += facts;
    }

    /** Everything is told again: the broker may have forgotten. */
    void again() {
        due.addAll(ever);
    }

    boolean isEmpty() {
        return due.isEmpty();
    }

    /** The next one that may go now; it counts as gone. */
    Optional<AckAddress> next(long nowNanos) {
        boolean paused = nowNanos - lastNanos < PAUSE_NANOS && factsSince < PlatformClient.ACK_FACTS_MAX;
        if (due.isEmpty() || paused) {
            return Optional.empty();
        }
        AckAddress next = due.removeFirst();
        if (due.isEmpty()) {
            lastNanos = nowNanos;
            factsSince = 0;
        }
        return Optional.of(next);
    }
}

package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.JournalLoop;

/** What the uplink knows beyond one session. Owned by the uplink's thread. */
final class Standing {
    final Oversized oversized;
    final Replay replay;
    private final JournalLoop journal;
    private final UplinkListener listener;
    private long acknowledged;
    private UplinkHealth health = UplinkHealth.OK;
    private long stalls;
    private long forkedAt;

    Standing(JournalLoop journal, UplinkListener listener) {
        this.journal = journal;
        this.listener = listener;
        this.replay = new Replay(journal.id());
        this.oversized = new Oversized(listener);
        this.acknowledged = journal.acknowledged();
    }

    /** Delivered through this number; the journal makes it durable. */
    long acknowledged() {
        return acknowledged;
    }

    /** The watermark moves on; it never goes back. */
    void acknowledge(long through) {
        acknowledged = through;
        journal.acknowledge(through);
        listener.acknowledged(through);
    }

    UplinkHealth health() {
        return health;
    }

    /** How often a platform that acknowledged nothing had its session begun anew. */
    long stalls() {
        return stalls;
    }

    void stalled() {
        stalls++;
        become(UplinkHealth.STALLED, "the platform acknowledges nothing after fact " + acknowledged
                + "; the session is begun anew until it does; weighing goes on");
    }

    /** The platform acknowledges, and nothing but what is in the journal. */
    void well() {
        become(UplinkHealth.OK, "the platform acknowledges again");
    }

    /** @param seen the highest number that the platform had when it showed it */
    void forked(String why, long seen) {
        forkedAt = seen;
        become(UplinkHealth.FORK,
                why + "; does a copy of this gateway's card run elsewhere? Nothing is sent until the platform's"
                        + " operator has resolved it; weighing goes on");
    }

    /** The highest number that the platform had when it last showed a fork. */
    long forkedAt() {
        return forkedAt;
    }

    private void become(UplinkHealth now, String why) {
        if (now != health) {
            health = now;
            listener.health(now, why);
        }
    }
}

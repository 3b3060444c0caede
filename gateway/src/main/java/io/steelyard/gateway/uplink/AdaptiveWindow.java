package io.steelyard.gateway.uplink;

import java.util.concurrent.TimeUnit;

/**
 * How many messages may be unanswered, by the broker or by the platform. It grows while answers come soon, and shrinks when they
 * come late: then messages queue somewhere on the way, and a new weighing would queue behind them. So a slow link or platform is sent
 * a few at a time, and a fast or merely distant one as many as are allowed. One owner, no clock of its own.
 */
final class AdaptiveWindow {
    /** So much later than the quickest answer is queueing; a person does not notice it yet. */
    private static final long BROKER_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    /** One for what waits, one for what is new; fewer only if the server allows no more. */
    private static final int BROKER_LEAST = 2;
    private static final int BROKER_FIRST = 4;
    /** The platform's word is late after so long, however far away it is: with this a new weighing is there within a second. */
    private static final long PLATFORM_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    /** Enough for a platform that acknowledges every second or two and takes a thousand facts meanwhile. */
    private static final int PLATFORM_LEAST = 10;
    private static final double SHRINKING = 0.7;
    /** A place more for each answer doubles the window within a round trip; from the first queueing on, a tenth of that. */
    private static final double GROWTH_FIRST = 1;
    private static final double GROWTH_LATER = 0.1;
    /** With next to nothing under way a late answer is the way's own length: it has become longer. Learned in such steps. */
    private static final int LEARNING_STEPS = 8;
    /** One place in so many is kept for new facts. */
    private static final int RESERVED_SHARE = 8;

    private final int most;
    private final int least;
    private double places;
    private double growth = GROWTH_FIRST;
    private final long lateNanos;
    /** Whether the way's own length must be found out. */
    private final boolean learns;
    private long quickestNanos;
    private long shrunkNanos = Long.MIN_VALUE;

    private AdaptiveWindow(int least, int first, int most, long lateNanos, boolean learns) {
        this.most = most;
        this.least = Math.min(least, most);
        this.places = Math.min(first, most);
        this.lateNanos = lateNanos;
        this.learns = learns;
        this.quickestNanos = learns ? Long.MAX_VALUE : 0;
    }

    /**
     * For messages that the broker answers: late is what comes later than the quickest of the session.
     *
     * @param most what the server allows and the configuration wants, at least 1
     */
    static AdaptiveWindow ofBroker(int most) {
        return new AdaptiveWindow(BROKER_LEAST, BROKER_FIRST, most, BROKER_LATE_NANOS, true);
    }

    /**
     * For batches that the platform acknowledges. Its quickest word proves nothing, for it may have come behind a queue already.
     *
     * @param most batches however soon they are acknowledged, at least 1
     */
    static AdaptiveWindow ofPlatform(int most) {
        return new AdaptiveWindow(PLATFORM_LEAST, PLATFORM_LEAST, most, PLATFORM_LATE_NANOS, false);
    }

    /** Unanswered messages at a time. */
    int places() {
        return (int) places;
    }

    /** Of these, for what is not new; the others are kept free for facts that come now. */
    int bulkPlaces() {
        int whole = places();
        return whole == 1 ? 1 : whole - Math.max(1, whole / RESERVED_SHARE);
    }

    /** A message sent at that moment was answered now. */
    void answered(long sentNanos, long nowNanos) {
        long tookNanos = nowNanos - sentNanos;
        quickestNanos = Math.min(quickestNanos, tookNanos);
        if (tookNanos - quickestNanos <= lateNanos) {
            places = Math.min(most, places + growth);
            return;
        }
        if (places <= least && learns) {
            quickestNanos += (tookNanos - quickestNanos) / LEARNING_STEPS;
        } else if (sentNanos >= shrunkNanos) { // what was sent before only says again what was understood
            places = Math.max(least, places * SHRINKING);
            growth = GROWTH_LATER;
            shrunkNanos = nowNanos;
        }
    }
}

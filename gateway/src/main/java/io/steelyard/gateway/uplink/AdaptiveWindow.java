package io.steelyard.gateway.uplink;

import java.util.concurrent.TimeUnit;

/**
 * How many messages may be unanswered, by the broker or by the platform. It grows while answers come as quickly as the quickest of the session plus a little, and
 * shrinks when they come later: then messages queue somewhere on the way, and a new weighing would queue behind them. So a slow
 * link holds a few messages, and a fast or merely long one as many as are allowed. One owner, no clock of its own.
 */
final class AdaptiveWindow {
    /** So much later than the quickest answer is queueing; a person does not notice it yet. */
    static final long QUEUEING_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(300);
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
    private long quickestNanos = Long.MAX_VALUE;
    private long shrunkNanos = Long.MIN_VALUE;

    /**
     * @param least fewer make no sense, however late the answers; at least 1
     * @param first before the first answer
     * @param most what is allowed, at least 1; below the other two it counts instead of them
     */
    AdaptiveWindow(int least, int first, int most) {
        this.most = most;
        this.least = Math.min(least, most);
        this.places = Math.min(first, most);
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
        if (tookNanos - quickestNanos <= QUEUEING_NANOS_MAX) {
            places = Math.min(most, places + growth);
            return;
        }
        if (places <= least) {
            quickestNanos += (tookNanos - quickestNanos) / LEARNING_STEPS;
        } else if (sentNanos >= shrunkNanos) { // what was sent before only says again what was understood
            places = Math.max(least, places * SHRINKING);
            growth = GROWTH_LATER;
            shrunkNanos = nowNanos;
        }
    }
}

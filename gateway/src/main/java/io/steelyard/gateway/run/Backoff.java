package io.steelyard.gateway.run;

import java.util.random.RandomGenerator;

/** Growing, jittered pauses between attempts: doubling from the first to the longest, each drawn from its upper half. */
public final class Backoff {
    private final long firstNanos;
    private final long longestNanos;
    private final RandomGenerator random;
    private long nextNanos;

    public Backoff(long firstNanos, long longestNanos, RandomGenerator random) {
        this.firstNanos = firstNanos;
        this.longestNanos = longestNanos;
        this.random = random;
        this.nextNanos = firstNanos;
    }

    /** The pause before the next attempt. */
    public long pauseNanos() {
        long pause = nextNanos / 2 + random.nextLong(nextNanos / 2 + 1);
        nextNanos = Math.min(longestNanos, nextNanos * 2);
        return pause;
    }

    /** The pause after what must not be tried again soon. */
    public long longestPauseNanos() {
        nextNanos = longestNanos;
        return pauseNanos();
    }

    /** An attempt succeeded: the next failure starts from the shortest pause again. */
    public void reset() {
        nextNanos = firstNanos;
    }
}

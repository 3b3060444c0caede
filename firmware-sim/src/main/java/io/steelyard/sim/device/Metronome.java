package io.steelyard.sim.device;

/**
 * Ticks at a fixed period from the first moment it is asked, however unevenly it is asked: so a model's bytes do not
 * depend on how finely its owner steps it. Owned by its device.
 */
final class Metronome {
    private final long periodNanos;
    private long nextNanos;
    private boolean started;

    Metronome(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    boolean dueBy(long nowNanos) {
        if (!started) {
            started = true;
            nextNanos = nowNanos;
        }
        return nextNanos <= nowNanos;
    }

    /** The time of the tick that is due; the next one is a period later. */
    long tick() {
        long tickNanos = nextNanos;
        nextNanos += periodNanos;
        return tickNanos;
    }

    /** The next tick is at that time, whatever came before. */
    void restart(long atNanos) {
        started = true;
        nextNanos = atNanos;
    }
}

package io.steelyard.sim.device;

import org.jspecify.annotations.Nullable;

/** Sends one frame again and again for as long as something lies in a reader's field. Owned by its reader. */
final class Repeater {
    private final Transmitter line;
    private final Metronome repeats;
    private byte @Nullable [] frameInField;

    Repeater(Transmitter line, long periodNanos) {
        this.line = line;
        this.repeats = new Metronome(periodNanos);
    }

    /** From now on this frame, in place of any other. */
    void begin(long nowNanos, byte[] frame) {
        repeat(nowNanos);
        frameInField = frame;
        repeats.restart(nowNanos);
    }

    /** No more frames; one that has begun is finished. */
    void end(long nowNanos) {
        repeat(nowNanos);
        frameInField = null;
    }

    /** Puts on the line what has fallen due. */
    void repeat(long nowNanos) {
        while (frameInField != null && repeats.dueBy(nowNanos)) {
            long tickNanos = repeats.tick();
            if (!line.busyAt(tickNanos)) {
                line.send(tickNanos, frameInField);
            }
        }
    }
}

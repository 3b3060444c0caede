package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** A device that says what was recorded of another, at the same times, whatever it hears. */
public final class Playback implements Device {
    private final String name;
    private final List<Portion> portions;
    private final long pauseNanos;
    private final boolean again;
    private int next;
    private long startNanos;
    private boolean switchedOn;

    /** Bytes that arrive together, so long after the start. */
    public record Portion(long atNanos, byte[] bytes) {}

    /**
     * A recording that has not begun.
     *
     * @param portions at least one; their times never fall
     * @param pauseNanos from switching on to the start, and, if it is played again, from the last portion to the next start
     * @param again whether it is played again and again
     */
    public Playback(String name, List<Portion> portions, long pauseNanos, boolean again) {
        this.name = name;
        this.portions = portions;
        this.pauseNanos = pauseNanos;
        this.again = again;
    }

    @Override
    public String name() {
        return name;
    }

    /** From switching on to the last byte, played once. */
    public long durationNanos() {
        return pauseNanos + portions.getLast().atNanos();
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        if (!switchedOn) {
            switchedOn = true;
            startNanos = nowNanos + pauseNanos;
        }
        ByteArrayOutputStream due = new ByteArrayOutputStream();
        while (next < portions.size() && startNanos + portions.get(next).atNanos() <= nowNanos) {
            due.writeBytes(portions.get(next).bytes());
            next++;
        }
        if (again && next == portions.size()) {
            next = 0;
            startNanos += durationNanos();
        }
        return due.toByteArray();
    }
}

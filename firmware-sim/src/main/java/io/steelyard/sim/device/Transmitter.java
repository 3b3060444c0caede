package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;

/**
 * A device's sending end of the line: bytes go in as frames and come out one by one as the line has carried them. Owned
 * by its device.
 */
final class Transmitter {
    /** What firmware buffers: a reply that finds this much still unsent is lost whole. */
    static final int BACKLOG_BYTES_MAX = 512;

    private final LineRate rate;
    private final ArrayDeque<OnTheLine> onTheLine = new ArrayDeque<>();
    private long freeAtNanos = Long.MIN_VALUE;

    Transmitter(LineRate rate) {
        this.rate = rate;
    }

    /** Whether earlier bytes are still leaving at that time. */
    boolean busyAt(long nanos) {
        return freeAtNanos > nanos;
    }

    /** Starts a frame at that time, or as soon as the line is free; a frame that finds the buffer full is lost. */
    void send(long atNanos, byte[] frame) {
        if (busyAt(atNanos) && freeAtNanos - atNanos > rate.nanosFor(BACKLOG_BYTES_MAX)) {
            return;
        }
        long startNanos = Math.max(atNanos, freeAtNanos);
        for (int i = 0; i < frame.length; i++) {
            freeAtNanos = startNanos + rate.nanosFor(i + 1L);
            onTheLine.add(new OnTheLine(frame[i], freeAtNanos));
        }
    }

    /** Takes the bytes that have wholly left by that time. */
    byte[] sentBy(long nowNanos) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (OnTheLine head = onTheLine.peek(); head != null && head.doneNanos <= nowNanos; head = onTheLine.peek()) {
            sent.write(head.value);
            onTheLine.remove();
        }
        return sent.toByteArray();
    }

    private record OnTheLine(byte value, long doneNanos) {}
}

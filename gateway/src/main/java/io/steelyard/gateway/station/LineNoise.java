package io.steelyard.gateway.station;

import io.steelyard.gateway.frame.Reply;
import java.util.function.Consumer;

/**
 * Counts a line's bytes and those of them that were good frames, and tells people when too many were not, at most once a
 * minute: a wrong dialect, wrong line settings or a bad cable shows so. Owned by the link's thread.
 */
final class LineNoise {
    private static final long TOLD_EVERY_NANOS = 60_000_000_000L;
    /** A line that works loses a frame now and then; more than one byte in so many is worth a technician. */
    private static final long BYTES_PER_LOST_BYTE_MIN = 10;

    /** When the minute ends so many may be the beginning of a good frame. */
    private static final long PART_BYTES_MAX = 64;

    private final String device;
    private final Consumer<String> complaints;
    private final LineCounts counts = new LineCounts();
    // for one minute
    private long sinceNanos = Long.MIN_VALUE;
    private long bytesBefore;
    private long frameBytesBefore;
    /** Came and were neither a frame nor garbage yet. */
    private long undecidedBytes;

    LineNoise(String device, Consumer<String> complaints) {
        this.device = device;
        this.complaints = complaints;
    }

    /** So many bytes came; says what there is to say when a minute is over. */
    void heard(long nowNanos, int count) {
        if (sinceNanos == Long.MIN_VALUE) {
            sinceNanos = nowNanos;
        }
        if (nowNanos - sinceNanos >= TOLD_EVERY_NANOS) {
            tell();
            sinceNanos = nowNanos;
            bytesBefore = counts.bytes();
            frameBytesBefore = counts.frameBytes();
        }
        counts.heard(count);
        undecidedBytes += count;
    }

    /** Some of them were a good frame. */
    void frame(byte[] frame) {
        counts.frame(frame.length);
        decided(frame.length);
    }

    /** Some of them were a reply. A device that refuses whatever it is asked speaks another dialect: no good frame. */
    void reply(Reply reply, byte[] frame) {
        if (reply.refused()) {
            garbage(frame.length);
        } else {
            frame(frame);
        }
    }

    /** So many were none. */
    void garbage(int count) {
        counts.garbage(count);
        decided(count);
    }

    private void decided(int count) {
        undecidedBytes = Math.max(0, undecidedBytes - count);
    }

    LineCounts counts() {
        return counts;
    }

    private void tell() {
        long bytes = counts.bytes() - bytesBefore;
        long frameBytes = counts.frameBytes() - frameBytesBefore;
        long lostBytes = bytes - frameBytes - Math.min(undecidedBytes, PART_BYTES_MAX);
        if (lostBytes * BYTES_PER_LOST_BYTE_MIN > bytes) {
            complaints.accept(device + " sent " + bytes + " bytes in the last minute, " + frameBytes
                    + " of them in good frames; check its dialect, line settings and cable");
        }
    }
}

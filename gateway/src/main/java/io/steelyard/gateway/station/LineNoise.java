package io.steelyard.gateway.station;

import io.steelyard.gateway.frame.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Counts a line's bytes that were no frames and tells people when they are many, at most once a minute: a wrong dialect, wrong
 * line settings or a bad cable shows so. Owned by the link's thread.
 */
final class LineNoise {
    private static final long TOLD_EVERY_NANOS = 60_000_000_000L;
    /** A line that works loses a frame now and then; more than one byte in so many is worth a technician. */
    private static final long FRAME_BYTES_PER_GARBAGE_BYTE = 10;

    private final String device;
    private final Consumer<String> complaints;
    private final Map<Reason, Long> garbageBytes = new EnumMap<>(Reason.class);
    private long frameBytes;
    private long sinceNanos = Long.MIN_VALUE;

    LineNoise(String device, Consumer<String> complaints) {
        this.device = device;
        this.complaints = complaints;
    }

    void frame(byte[] frame) {
        frameBytes += frame.length;
    }

    void garbage(int bytes, Reason reason) {
        garbageBytes.merge(reason, (long) bytes, Long::sum);
    }

    /** Says what there is to say when a minute is over. */
    void tick(long nowNanos) {
        if (sinceNanos == Long.MIN_VALUE) {
            sinceNanos = nowNanos;
        }
        if (nowNanos - sinceNanos < TOLD_EVERY_NANOS) {
            return;
        }
        long garbage = garbageBytes.values().stream().mapToLong(Long::longValue).sum();
        if (garbage * FRAME_BYTES_PER_GARBAGE_BYTE > frameBytes) {
            complaints.accept(device + " sent " + garbage + " bytes that were no frames (" + reasons() + ") and "
                    + frameBytes + " that were, in the last minute; check its dialect, line settings and cable");
        }
        garbageBytes.clear();
        frameBytes = 0;
        sinceNanos = nowNanos;
    }

    private String reasons() {
        return garbageBytes.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey().text())
                .collect(Collectors.joining(", "));
    }
}

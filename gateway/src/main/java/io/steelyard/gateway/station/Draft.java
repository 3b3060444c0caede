package io.steelyard.gateway.station;

/**
 * A fact decided but not yet written: no number, no chain, no signature.
 *
 * @param type what kind of fact
 * @param capturedNanos monotonic time at which it happened; its wall time is derived from this, never from the time of writing
 * @param data its content
 * @param needsRoom it begins something that a disk short of room should not: refused there, while what ended and what was noticed
 *     is written to the last
 */
public record Draft(FactType type, long capturedNanos, FactData data, boolean needsRoom) {
    /** Weights need room; everything else does not. */
    public Draft(FactType type, long capturedNanos, FactData data) {
        this(type, capturedNanos, data, type == FactType.WEIGHING || type == FactType.MANUAL);
    }
}

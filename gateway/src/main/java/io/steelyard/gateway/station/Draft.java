package io.steelyard.gateway.station;

/**
 * A fact decided but not yet written: no number, no chain, no signature.
 *
 * @param type what kind of fact
 * @param capturedNanos monotonic time at which it happened; its wall time is derived from this, never from the time of writing
 * @param data its content
 */
public record Draft(FactType type, long capturedNanos, FactData data) {}

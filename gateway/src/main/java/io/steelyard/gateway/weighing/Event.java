package io.steelyard.gateway.weighing;

import io.steelyard.gateway.scale.ScaleValue.Reading;
import java.math.BigDecimal;
import java.util.Optional;

/** What can happen to a weighing point. Each event carries its monotonic time. */
public sealed interface Event {
    long atNanos();

    /** A usable frame of the scale: the reading and the frame's exact bytes. */
    record Weight(long atNanos, Reading reading, byte[] frame) implements Event {}

    /** A good frame that says why there is no weight (overload, still busy); the pan is neither empty nor weighed. */
    record NoWeight(long atNanos, String why) implements Event {}

    /** A bag, household or order code was presented once. */
    record CodeSeen(long atNanos, CodeKind kind, String code) implements Event {}

    /** The scale's link opened. */
    record LinkUp(long atNanos) implements Event {}

    /** The scale's link was lost or never opened. */
    record LinkLost(long atNanos, String reason) implements Event {}

    /** The draft captured at that moment is durable. */
    record Committed(long atNanos, long capturedNanos, long seq, String id) implements Event {}

    /** The draft captured at that moment was not written and never will be. */
    record CommitFailed(long atNanos, long capturedNanos, String reason) implements Event {}

    /** The clerk chose for the next weighing, or for the load on the pan; the newest choice counts. */
    record Chosen(long atNanos, Choice choice) implements Event {}

    /** The clerk confirmed the load, quoting the weight that was shown. The operator is empty where nobody signed in. */
    record Confirmed(long atNanos, BigDecimal net, Optional<String> operator) implements Event {}

    /** The scale's numbers are no loads for now: somebody checks it. Comes again with each number. */
    record Held(long atNanos) implements Event {}

    /** The check is over. */
    record Released(long atNanos) implements Event {}

    /** Time passed. */
    record Tick(long atNanos) implements Event {}

    /** Whose code was read. */
    enum CodeKind {
        BAG,
        HOUSEHOLD,
        ORDER
    }
}

package io.steelyard.gateway.weighing;

/** How the latest attempt ended. The display shows it until the next attempt ends. */
public sealed interface Outcome {
    /** Nothing was attempted since the start. */
    record None() implements Outcome {}

    /** The weighing is durable under this number. */
    record Recorded(Weighed weighed, long seq, String id) implements Outcome {}

    /** Nothing was recorded, and why. */
    record NotRecorded(Sentence why) implements Outcome {}
}

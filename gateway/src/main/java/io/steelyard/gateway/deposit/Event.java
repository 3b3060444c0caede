package io.steelyard.gateway.deposit;

import io.steelyard.gateway.weighing.Event.Weight;
import java.util.Optional;

/** What can happen to a bin. Each event carries its monotonic time. */
public sealed interface Event {
    long atNanos();

    /** A card was presented once. Its code is a token already. */
    record Card(long atNanos, Holder holder) implements Event {}

    /** The resident chose where to. */
    record Chosen(long atNanos, String compartment) implements Event {}

    /** A usable frame of a compartment's scale. */
    record Weighed(String compartment, Weight weight) implements Event {
        @Override
        public long atNanos() {
            return weight.atNanos();
        }
    }

    /** A good frame that says why there is no weight. */
    record NoWeight(long atNanos, String compartment, String why) implements Event {}

    /** The link of a compartment's scale opened. */
    record ScaleUp(long atNanos, String compartment) implements Event {}

    /** The link of a compartment's scale was lost or never opened. */
    record ScaleLost(long atNanos, String compartment, String reason) implements Event {}

    /** What a door's switch says; empty when that was lost. */
    record Door(long atNanos, String compartment, Optional<Boolean> closed) implements Event {}

    /** How full a compartment is, by its own sensor; empty when that was lost. */
    record Fill(long atNanos, String compartment, Optional<Integer> percent) implements Event {}

    /** A detector began or ceased to be alarmed. */
    record Alarmed(long atNanos, Sounding sounding, boolean raised) implements Event {}

    /** What was handed to the journal under this number is durable. */
    record Committed(long atNanos, long draft, long seq, String id) implements Event {}

    /** What was handed to the journal under this number was not written and never will be. */
    record CommitFailed(long atNanos, long draft, String reason) implements Event {}

    /** Time passed. */
    record Tick(long atNanos) implements Event {}
}

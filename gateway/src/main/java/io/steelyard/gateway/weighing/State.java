package io.steelyard.gateway.weighing;

import io.steelyard.gateway.scale.ScaleValue.Reading;
import java.util.Optional;

/** Where a weighing point stands. {@link WeighingPoint} draws the transitions. */
public sealed interface State {
    /** The settled load's weight, from its capture until it is recorded. */
    default Optional<Reading> captured() {
        return switch (this) {
            case Identifying identifying -> Optional.of(identifying.window().modal().reading());
            case Ready ready -> Optional.of(ready.shown().reading());
            case Committing committing -> Optional.of(committing.weighed().reading());
            case Clearing _,Idle _,Settling _,Faulted _ -> Optional.empty();
        };
    }

    /** Waits until the pan was seen empty for as long as settling takes. Every story begins here. */
    record Clearing(Window emptied) implements State {
        /** Nothing seen yet. */
        public static final Clearing START = new Clearing(Window.NONE);
    }

    /** The pan is empty and armed. */
    record Idle() implements State {}

    /** A load lies on the pan and moves or has not agreed for long enough. */
    record Settling(long sinceNanos, Window window) implements State {}

    /** The weight is captured; a code that the site demands is missing. */
    record Identifying(long sinceNanos, Window window) implements State {}

    /**
     * The weight is captured, every demanded code is there; the clerk has to confirm.
     *
     * @param shown what is confirmed: the weight that stood for the load when it became ready, and stands while it lies still
     */
    record Ready(long sinceNanos, Window window, Event.Weight shown) implements State {}

    /** The draft is with the journal. */
    record Committing(Weighed weighed) implements State {}

    /** The scale cannot be used, and why. A draft may still be with the journal; its answer is awaited all the same. */
    record Faulted(Sentence why, Optional<Weighed> committing) implements State {}
}

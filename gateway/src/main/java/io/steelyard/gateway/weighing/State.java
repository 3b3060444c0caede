package io.steelyard.gateway.weighing;

import java.util.Optional;

/** Where a weighing point stands. {@link WeighingPoint} draws the transitions. */
public sealed interface State {
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

    /** The draft is with the journal. */
    record Committing(Weighed weighed) implements State {}

    /** The scale cannot be used, and why. A draft may still be with the journal; its answer is awaited all the same. */
    record Faulted(String reason, Optional<Weighed> committing) implements State {}
}

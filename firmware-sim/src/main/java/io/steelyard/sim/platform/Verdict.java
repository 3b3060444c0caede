package io.steelyard.sim.platform;

/** What the platform did with one fact. */
public sealed interface Verdict {
    /** New, in its place, chain verified from fact 1. */
    record Stored(FactHeader header) implements Verdict {}

    /** The very same bytes were stored before; nothing changed. */
    record Duplicate(FactHeader header) implements Verdict {}

    /** New and stored, but a fact before it is missing, so its chain is not verified yet. */
    record Held(FactHeader header) implements Verdict {}

    /** Not stored. */
    record Refused(String why) implements Verdict {}
}

package io.steelyard.sim.platform;

/** What came of reading a fact's bytes: its header, or why there is none. */
public sealed interface FactReading permits FactHeader, FactReading.Malformed {
    /** Bytes that are no fact. */
    record Malformed(String why) implements FactReading {}
}

package io.steelyard.sim.platform;

/** What came of unpacking a batch: its facts, or why there are none. */
sealed interface BatchReading permits FactBatch, BatchReading.Unreadable {
    /** A payload that is no batch. */
    record Unreadable(String why) implements BatchReading {}
}

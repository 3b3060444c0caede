package io.steelyard.sim.platform;

/** Numbers of facts from the first to the last, both included. */
public record SeqRange(long first, long last) {
    /** As an acknowledgement lists it: {@code [first,last]}. */
    String json() {
        return "[" + first + "," + last + "]";
    }
}

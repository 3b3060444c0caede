package io.steelyard.sim.device;

/** Who begins, on scales whose menu leaves the choice. */
public enum Mode {
    /** The scale answers commands. */
    ASKED,
    /** The scale sends a reading with every measurement by itself; it still answers commands. */
    STREAM
}

package io.steelyard.sim.bin;

/** What a bin's switches and coils are wired to, by the numbers on the board's terminals. */
public interface Wires {
    /** Whether an output is on now. */
    boolean output(int channel);

    /** An input's contact is made or broken. */
    void input(int channel, boolean active);
}

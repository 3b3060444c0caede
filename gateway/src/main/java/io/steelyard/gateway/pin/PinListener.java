package io.steelyard.gateway.pin;

/** What the pins tell; called on their loop's thread. */
public interface PinListener {
    /** All lines are held and every output rests. */
    void held();

    /** A lid's switch, once when it is first seen and after each change. */
    void lid(String name, boolean closed);

    /** An output that was asked for by name rests again. */
    void pulsed(String output);

    /** The lines cannot be had, or were lost; called once per change of reason, not per attempt. */
    void lost(String reason);
}

package io.steelyard.gateway.pin;

/** What the pins tell; called on the thread that drives them. */
public interface PinListener {
    /** All lines are held and every output rests. */
    void held();

    /**
     * An input, once when it is first seen and after each change.
     *
     * @param active a lid is closed, an alarm input alarmed, a button pressed
     * @param atNanos when that was read
     */
    void switched(Pin.Input input, boolean active, long atNanos);

    /** An output that was asked for by name rests again. */
    void pulsed(String output);

    /**
     * The lines cannot be had, or were lost; called once per change of reason, not per attempt. Every input is unknown from now on,
     * until it is told anew after {@link #held}.
     */
    void lost(String reason);
}

package io.steelyard.sim.device;

/**
 * One device at the end of one line, as the host hears it. It exists so that the same model can be stepped by a real
 * clock over a pseudo-terminal and by a test in virtual time.
 *
 * <p>A device has one owner: {@code advance} and whatever else changes a model are called from one thread only, with
 * times that never go back. Deterministic: the same calls give the same bytes.
 */
public interface Device {
    /** The name that people know it by, unique within a station. */
    String name();

    /**
     * Lets time move on.
     *
     * @param nowNanos monotonic time; the first call switches the device on
     * @param received what the host has sent since the last call; any bytes whatever are accepted
     * @return the bytes whose last bit has left the device by {@code nowNanos}, at the line's real rate
     */
    byte[] advance(long nowNanos, byte[] received);

    /**
     * How many commands it has understood that would change it: its zero, its tare, a setting, what its menu or display
     * says. A host that only reads sends none, so this is 0 for it.
     */
    default int commandsThatChange() {
        return 0;
    }

    /** How many times it was told something that its protocol does not know; 0 for a device that hears nothing. */
    default int commandsUnknown() {
        return 0;
    }
}

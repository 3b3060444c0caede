package io.steelyard.gateway.pin;

/** What an I/O board answers. */
public sealed interface IoAnswer {
    /** @param levels bit 0 to 7: inputs 0 to 7, set while current flows */
    record Inputs(int levels) implements IoAnswer {
        /** Whether what the input senses is so. */
        public boolean active(Pin.Input input) {
            return (levels >> input.line() & 1) != 0 == input.activeHigh();
        }
    }

    /**
     * A coil was written, or several.
     *
     * @param function 05 or 0F
     * @param coil the only or the first
     * @param value what was written, or to how many
     */
    record Written(int function, int coil, int value) implements IoAnswer {}

    /** @param exception the protocol's code: 1 unknown function, 2 unknown coil or input, 3 unknown value, others of the device */
    record Refused(int function, int exception) implements IoAnswer {}
}

package io.steelyard.gateway.pin;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalState;
import java.io.IOException;

/** One line that is listened to. */
final class InputLine implements AutoCloseable {
    private final GpioChip chip;
    private final DigitalInput input;

    InputLine(GpioChip chip, DigitalInput input) {
        this.chip = chip;
        this.input = input;
    }

    /** How it stands now, asked of the kernel. */
    boolean high() throws IOException {
        try {
            return input.state() == DigitalState.HIGH;
        } catch (RuntimeException failed) {
            throw new IOException("read " + input.id() + ": " + failed.getMessage() + "; open it again", failed);
        }
    }

    @Override
    public void close() {
        chip.release(input);
    }
}

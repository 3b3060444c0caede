package io.steelyard.gateway.pin;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import java.io.IOException;

/** One line that is driven. */
final class OutputLine implements AutoCloseable {
    private final GpioChip chip;
    private final DigitalOutput output;

    OutputLine(GpioChip chip, DigitalOutput output) {
        this.chip = chip;
        this.output = output;
    }

    void drive(boolean high) throws IOException {
        try {
            output.state(high ? DigitalState.HIGH : DigitalState.LOW);
        } catch (RuntimeException failed) {
            throw new IOException("switch " + output.id() + ": " + failed.getMessage() + "; open it again", failed);
        }
    }

    /** Back to its resting level, then free. */
    @Override
    public void close() {
        chip.release(output);
    }
}

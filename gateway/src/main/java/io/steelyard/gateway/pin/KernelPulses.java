package io.steelyard.gateway.pin;

import com.pi4j.library.gpiod.internal.GpioDContext;
import com.pi4j.library.gpiod.internal.GpioLine;
import com.pi4j.library.gpiod.internal.GpioLineEvent;
import com.pi4j.library.gpiod.internal.LineRequestFlag;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * The falls of a line, each with the time of its interrupt. Asked for below Pi4J's inputs, because those ask the kernel for
 * both edges: it then tells them apart by the level it finds later, and a pulse of 50 us is over by then.
 */
final class KernelPulses implements PulseLine {
    private final GpioChip chip;
    private final GpioLine line;
    private final GpioLineEvent event;

    private KernelPulses(GpioChip chip, GpioLine line, GpioLineEvent event) {
        this.chip = chip;
        this.line = line;
        this.event = event;
    }

    /** Takes a line of the chip, which Pi4J has open. */
    static KernelPulses open(GpioChip chip, String name, int number) {
        var line = GpioDContext.getInstance().getOrOpenLine(number);
        line.requestFallingEdgeEventsFlags(name, LineRequestFlag.BIAS_PULL_UP.getVal());
        return new KernelPulses(chip, line, GpioDContext.getInstance().openLineEvent());
    }

    @Override
    public OptionalLong fall(long waitNanosMax) throws IOException {
        try {
            return line.eventWait(waitNanosMax)
                    ? OptionalLong.of(line.eventRead(event).getTimeNs())
                    : OptionalLong.empty();
        } catch (RuntimeException failed) {
            throw new IOException("wait for pulses: " + failed.getMessage() + "; open it again", failed);
        }
    }

    @Override
    public void close() {
        GpioDContext.getInstance().closeLineEvent(event);
        GpioDContext.getInstance().closeLine(line);
        chip.released();
    }
}

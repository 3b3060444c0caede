package io.steelyard.gateway.pin;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lid's switch while its line is held. Owned by the pin loop's thread; an edge only wakes that. */
final class HeldLid implements AutoCloseable {
    /** Longer than a switch's contacts bounce, shorter than a lid can be opened and shut. */
    private static final long DEBOUNCE_MICROS = 20_000;

    private final Pin.Lid pin;
    private final InputLine line;
    private @Nullable Boolean told;

    private HeldLid(Pin.Lid pin, InputLine line) {
        this.pin = pin;
        this.line = line;
    }

    static HeldLid open(GpioChip chip, Pin.Lid pin, Runnable wake) throws IOException {
        return new HeldLid(pin,
                chip.input(pin.name(), pin.line(), !pin.activeHigh(), DEBOUNCE_MICROS, _ -> wake.run()));
    }

    String name() {
        return pin.name();
    }

    /** Whether it is closed, if that was not told yet. */
    Optional<Boolean> news() throws IOException {
        boolean closed = line.high() == pin.activeHigh();
        if (told != null && told == closed) {
            return Optional.empty();
        }
        told = closed;
        return Optional.of(closed);
    }

    @Override
    public void close() {
        line.close();
    }
}

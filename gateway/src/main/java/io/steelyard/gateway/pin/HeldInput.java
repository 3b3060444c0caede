package io.steelyard.gateway.pin;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An input while its line is held. Owned by the pin loop's thread; an edge only wakes that. */
final class HeldInput implements AutoCloseable {
    /** Longer than a switch's contacts bounce, shorter than a lid can be opened and shut or a button pressed. */
    private static final long DEBOUNCE_MICROS = 20_000;

    private final Pin.Input pin;
    private final InputLine line;
    private @Nullable Boolean told;

    private HeldInput(Pin.Input pin, InputLine line) {
        this.pin = pin;
        this.line = line;
    }

    static HeldInput open(GpioChip chip, Pin.Input pin, Runnable wake) throws IOException {
        return new HeldInput(pin,
                chip.input(pin.name(), pin.line(), !pin.activeHigh(), DEBOUNCE_MICROS, _ -> wake.run()));
    }

    Pin.Input pin() {
        return pin;
    }

    /** Whether it is active, if that was not told yet. */
    Optional<Boolean> news() throws IOException {
        boolean active = line.high() == pin.activeHigh();
        if (told != null && told == active) {
            return Optional.empty();
        }
        told = active;
        return Optional.of(active);
    }

    @Override
    public void close() {
        line.close();
    }
}

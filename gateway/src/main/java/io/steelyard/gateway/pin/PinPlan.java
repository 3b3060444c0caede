package io.steelyard.gateway.pin;

import java.util.List;
import java.util.Optional;

/**
 * What is wired where.
 *
 * @param chip whose lines the header's are
 * @param board the I/O board that has the pins; empty where the header has them
 * @param pins one for each line that is not a device's
 */
public record PinPlan(GpioChip chip, Optional<BoardPlan> board, List<Pin> pins) {
    /** Nothing is wired. */
    public static final PinPlan NONE = new PinPlan(GpioChip.BOARD, List.of());

    /** On the header. */
    public PinPlan(GpioChip chip, List<Pin> pins) {
        this(chip, Optional.empty(), pins);
    }

    /** Whether lamps, locks or inputs are wired to the header. */
    public boolean needsHeader() {
        return board.isEmpty() && !pins.isEmpty();
    }
}

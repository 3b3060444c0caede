package io.steelyard.gateway.pin;

import java.util.List;

/**
 * What is wired to the header.
 *
 * @param chip whose lines
 * @param pins one for each line that is not a device's
 */
public record PinPlan(GpioChip chip, List<Pin> pins) {
    /** Nothing is wired. */
    public static final PinPlan NONE = new PinPlan(GpioChip.BOARD, List.of());
}

package io.steelyard.gateway.deposit;

import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Window;
import java.math.BigDecimal;

/**
 * One stable weight with the evidence for it.
 *
 * @param weight the number that the scale showed, with its frame
 * @param readings how many readings agreed on it
 * @param spanNanos over which time
 */
public record Captured(Weight weight, int readings, long spanNanos) {
    static Captured of(Window window) {
        return new Captured(window.modal(), window.frames(), window.spanNanos());
    }

    /** In the scale's unit and digits. */
    public BigDecimal value() {
        return weight.reading().value();
    }
}

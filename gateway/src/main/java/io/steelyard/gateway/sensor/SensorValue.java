package io.steelyard.gateway.sensor;

import io.steelyard.gateway.frame.Reply;
import java.math.BigDecimal;

/** What one good frame of a sensor says. */
public sealed interface SensorValue {
    /**
     * A number, exact.
     *
     * @param value millimetres of a distance, tenths of a degree Celsius of a temperature
     */
    record Measurement(Quantity quantity, int value) implements SensorValue {
        /** In the quantity's unit: 305 tenths are 30.5. */
        public BigDecimal inUnit() {
            return BigDecimal.valueOf(value, quantity.decimals());
        }
    }

    /** No number now, and why: nothing in its reach, another sensor's sound. */
    record SensorStatus(String status) implements SensorValue {}

    /** The sensor, or an adapter that echoes, answered and says nothing of what is measured. */
    record SensorReply(Reply reply) implements SensorValue {}
}

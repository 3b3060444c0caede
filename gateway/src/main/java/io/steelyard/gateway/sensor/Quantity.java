package io.steelyard.gateway.sensor;

/** What a sensor measures. */
public enum Quantity {
    /** From the sensor to what is before it, in whole millimetres. */
    DISTANCE("distance", "mm", 0),
    /** Of the air at the sensor, in tenths of a degree Celsius. */
    TEMPERATURE("temperature", "Cel", 1);

    private final String text;
    private final String unit;
    private final int decimals;

    Quantity(String text, String unit, int decimals) {
        this.text = text;
        this.unit = unit;
        this.decimals = decimals;
    }

    /** As in output and configurations' messages. */
    public String text() {
        return text;
    }

    /** By UCUM. */
    public String unit() {
        return unit;
    }

    /** How many of a value's digits stand behind the point in that unit. */
    public int decimals() {
        return decimals;
    }
}

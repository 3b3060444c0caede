package io.steelyard.gateway.sensor;

/** What the ultrasonic modules of this family say in their sixteen bits: millimetres, or why there are none. */
final class Echo {
    /** No module of the family is sold for more than 7500 mm. */
    static final int DISTANCE_MILLIMETRES_MAX = 10_000;
    private static final int NO_OBJECT = 0xFFFD;
    private static final int INTERFERENCE = 0xFFFE;

    private Echo() {}

    /** Whether these sixteen bits say anything. */
    static boolean speaks(int word) {
        return word <= DISTANCE_MILLIMETRES_MAX || word == NO_OBJECT || word == INTERFERENCE;
    }

    static SensorValue of(int word) {
        return switch (word) {
            case 0 -> new SensorValue.SensorStatus("no-echo");
            case NO_OBJECT -> new SensorValue.SensorStatus("no-object");
            case INTERFERENCE -> new SensorValue.SensorStatus("interference");
            default -> speaks(word)
                    ? new SensorValue.Measurement(Quantity.DISTANCE, word)
                    : new SensorValue.SensorStatus("out-of-range");
        };
    }
}

package io.steelyard.gateway.sensor;

/**
 * How the sensor of a site was set up, where its dialect leaves that open; the gateway cannot ask it.
 *
 * @param address of the sensor on its bus
 */
public record SensorSettings(int address) {
    /** Address 1, as they are delivered. */
    public static final SensorSettings USUAL = new SensorSettings(1);
}

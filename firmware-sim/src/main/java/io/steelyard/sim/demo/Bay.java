package io.steelyard.sim.demo;

import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.Pan;
import java.util.List;

/**
 * One weighing point of the demo.
 *
 * @param name as in the facts
 * @param pan what lies on its scale
 * @param scale the scale's model
 * @param reader the reader's model
 * @param presenting shows the reader the code of a bag, by the bag's number; on the devices' thread
 * @param config its part of the gateway's configuration, with {@code %s} for the folder of the devices
 */
record Bay(String name, Pan pan, Device scale, Device reader, Presenting presenting, String config) {
    /** How a code is presented. */
    interface Presenting {
        void present(long nowNanos, int bag);
    }

    List<Device> devices() {
        return List.of(scale, reader);
    }
}

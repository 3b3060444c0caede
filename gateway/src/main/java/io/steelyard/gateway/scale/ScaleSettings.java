package io.steelyard.gateway.scale;

import java.util.Optional;

/**
 * How the scale of a site was set up, where its dialect leaves that open; the gateway cannot ask it.
 *
 * @param address
 *            of the device on its bus
 * @param registers
 *            where a Modbus transmitter keeps its weight
 * @param calibration
 *            what the counts of a bare converter weigh; empty where nobody has said so
 */
public record ScaleSettings(int address, RegisterMap registers, Optional<Calibration> calibration) {

    /** Address 1, the documented Modbus module, no calibration. */
    public static final ScaleSettings USUAL = new ScaleSettings(1, RegisterMap.DOCUMENTED_MODULE, Optional.empty());
}

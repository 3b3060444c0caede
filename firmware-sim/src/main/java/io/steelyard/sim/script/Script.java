package io.steelyard.sim.script;

import java.util.List;

/**
 * What a script file says: the devices, and what happens to them.
 *
 * @param events in the order of the file, those of {@code [[bags]]} last
 */
public record Script(List<DeviceSpec> devices, List<EventSpec> events) {}

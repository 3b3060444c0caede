package io.steelyard.sim.script;

import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.ScaleProfile;
import java.util.Optional;

/**
 * One {@code [[device]]} of a script.
 *
 * @param profile a scale's plate; readers have none
 * @param terminator what a scanner sends after each text
 * @param check whether a Toledo terminal sends its check byte
 * @param faults how bad its line is, drawn from {@code seed}
 */
public record DeviceSpec(String name, Kind kind, WireSpec wire, int baud, Optional<ScaleProfile> profile,
        String terminator, boolean check, FaultRates faults, long seed) {}

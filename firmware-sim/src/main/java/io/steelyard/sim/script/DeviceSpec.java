package io.steelyard.sim.script;

import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.Mode;
import io.steelyard.sim.device.ScaleProfile;
import java.util.Optional;

/**
 * One {@code [[device]]} of a script.
 *
 * @param profile a scale's plate; readers have none
 * @param mode who begins, on a scale whose menu leaves the choice
 * @param reader what is set up in a reader; scales have no use for it
 * @param terminator what a scanner sends after each text, an A&amp;D scale after each reading
 * @param check whether a Toledo terminal sends its check byte
 * @param faults how bad its line is, drawn from {@code seed}
 */
public record DeviceSpec(String name, Kind kind, WireSpec wire, int baud, Optional<ScaleProfile> profile,
        Mode mode, ReaderSpec reader, String terminator, boolean check, FaultRates faults, long seed) {
    /** A device as it is delivered, on a perfect line; its name is the word of its kind. */
    public static DeviceSpec usual(Kind kind) {
        Optional<ScaleProfile> profile = kind.role() == Kind.Role.SCALE
                ? Optional.of(ScaleProfile.bench60Kg(kind.usualLine()))
                : Optional.empty();
        return new DeviceSpec(kind.word(), kind, new WireSpec.OnPty(Optional.empty()), kind.usualLine().baud(), profile,
                Mode.ASKED, ReaderSpec.USUAL, kind.usualTerminator(), true, FaultRates.NONE, 1);
    }
}

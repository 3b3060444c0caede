package io.steelyard.gateway.pin;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.bin.BinView.Door;
import io.steelyard.gateway.bin.BinView.Phase;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.deposit.Standing;
import io.steelyard.gateway.scale.WeightUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Views of a bin with the compartments paper and glass; glass is full. */
final class BinViews {
    private BinViews() {}

    static BinView ready() {
        return view(Phase.READY, "", Optional.empty(), Set.of(), 0);
    }

    static BinView serves(Phase phase, String compartment) {
        return view(phase, compartment, Optional.empty(), Set.of(), 0);
    }

    static BinView ended(Outcome outcome, int credits) {
        return view(Phase.ENDED, "", Optional.of(outcome), Set.of(), credits);
    }

    static BinView alarmed(Alarm alarm) {
        return view(Phase.OUT_OF_SERVICE, "", Optional.empty(), Set.of(alarm), 0);
    }

    private static BinView view(Phase phase, String serves, Optional<Outcome> ended, Set<Alarm> alarms, int credits) {
        return new BinView("bin-1", phase, Optional.of(serves).filter(name -> !name.isEmpty()),
                List.of(part("paper", true), part("glass", false)), alarms, Optional.empty(),
                ended.map(outcome -> new BinView.Shown(outcome, Standing.RESIDENT, Optional.of("paper"),
                        Optional.empty(), WeightUnit.KILOGRAM, Optional.empty(), 1, "id")),
                credits);
    }

    private static BinView.Part part(String name, boolean takes) {
        return new BinView.Part(name, "0101", Door.SHUT, Optional.empty(), takes, Optional.empty(), Optional.empty());
    }
}

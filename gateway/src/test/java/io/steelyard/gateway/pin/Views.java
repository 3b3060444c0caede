package io.steelyard.gateway.pin;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.weighing.Choice;
import io.steelyard.gateway.weighing.Codes;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.Weighed;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** What a station shows, made by hand. */
final class Views {
    private Views() {}

    static View view(String station, Phase phase, Outcome outcome) {
        return new View(station, phase, Optional.empty(), Optional.empty(),
                new View.Load(Optional.empty(), false, Set.of(), "U", BigDecimal.ZERO), Optional.empty(), outcome);
    }

    static Outcome recorded(long seq) {
        var reading = new Reading(new BigDecimal("7.35"), WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, true, Set.of());
        return new Outcome.Recorded(
                new Weighed(seq, reading, new byte[0], 5, 0, Codes.NONE, Choice.NONE, Optional.empty()), seq,
                "id-" + seq);
    }
}

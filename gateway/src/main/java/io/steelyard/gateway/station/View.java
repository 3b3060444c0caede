package io.steelyard.gateway.station;

import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.State;
import java.util.Optional;

/**
 * What a person may see of a station: a function of the point's state and the last reading.
 *
 * @param station the station's name
 * @param phase where it stands
 * @param fault why it cannot weigh, in the phase {@link Phase#FAULTED}
 * @param weight the number on the scale with its unit; empty when it is older than a weight may be
 * @param outcome how the latest attempt ended
 */
public record View(String station, Phase phase, Optional<String> fault, Optional<String> weight, Outcome outcome) {
    /** The states of a weighing point in the words of the yard. */
    public enum Phase {
        CLEAR_THE_PAN,
        PLACE_THE_BAG,
        STEADY,
        SCAN_THE_CODE,
        SAVING,
        FAULTED
    }

    static Phase phase(State state) {
        return switch (state) {
            case State.Clearing _ -> Phase.CLEAR_THE_PAN;
            case State.Idle _ -> Phase.PLACE_THE_BAG;
            case State.Settling _ -> Phase.STEADY;
            case State.Identifying _ -> Phase.SCAN_THE_CODE;
            case State.Committing _ -> Phase.SAVING;
            case State.Faulted _ -> Phase.FAULTED;
        };
    }
}

package io.steelyard.gateway.bin;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.deposit.Alarm;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.deposit.Standing;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Sentence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person may see of a bin: a function of its state.
 *
 * @param bin its name
 * @param phase where it stands
 * @param serves the compartment of the session under way
 * @param compartments in the order of the configuration
 * @param alarms those that last
 * @param trouble why it serves nobody, in the phase {@link Phase#OUT_OF_SERVICE}
 * @param ended how the latest session ended, while that is shown
 * @param credits how many deposits were credited since the start: a buzzer beeps once for each
 */
public record BinView(String bin, Phase phase, Optional<String> serves, List<Part> compartments, Set<Alarm> alarms,
        Optional<Sentence> trouble, Optional<Shown> ended, int credits) {
    public BinView {
        compartments = List.copyOf(compartments);
        alarms = Set.copyOf(alarms);
    }

    /** The states of a bin in the words of its users. */
    public enum Phase {
        /** Present a card. */
        READY,
        /** Choose where to. */
        CHOOSE,
        /** The weight before is awaited, or is being written: a moment. */
        WAIT,
        /** The door is unlocked: open it. */
        OPEN_THE_DOOR,
        /** Put it in and shut the door. */
        SHUT_THE_DOOR,
        /** The door is shut: it is being weighed and written. */
        WEIGHING,
        /** Thanks, or why nothing was credited. */
        ENDED,
        /** The crew is here. */
        VISIT,
        /** Nobody is served. */
        OUT_OF_SERVICE
    }

    /** What a door's switch says. */
    public enum Door {
        SHUT,
        OPEN,
        /** The switch was lost, or was not read yet. */
        UNKNOWN
    }

    /**
     * One compartment.
     *
     * @param material what it takes, by code
     * @param fillPercent how full it is, 0 to 100; empty where nothing tells
     * @param takes whether it takes something now
     * @param trouble why not
     * @param perKilogram what a kilogram earns; empty where the tariff has no rate
     */
    public record Part(String name, String material, Door door, Optional<Integer> fillPercent, boolean takes,
            Optional<Sentence> trouble, Optional<BigDecimal> perKilogram) {}

    /**
     * How a session ended.
     *
     * @param compartment where; empty where it did not come to that
     * @param delta after less before; empty unless both are known
     * @param points what was quoted, where it was credited and points are quoted here
     * @param seq the fact's number
     * @param id the fact's id
     */
    public record Shown(Outcome outcome, Standing standing, Optional<String> compartment, Optional<BigDecimal> delta,
            WeightUnit unit, Optional<Tariff.Points> points, long seq, String id) {}
}

package io.steelyard.gateway.station;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Choice;
import io.steelyard.gateway.weighing.Codes;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.gateway.weighing.State;
import io.steelyard.gateway.weighing.Weighed;
import io.steelyard.gateway.weighing.WeighingPoint;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person may see of a station: a function of the point's state and the last reading.
 *
 * @param station the station's name
 * @param phase where it stands
 * @param fault why it cannot weigh, in the phase {@link Phase#FAULTED}
 * @param weight the number on the scale, in {@link Phase#READY} the one to confirm; empty when it is older than a weight may be
 * @param load for whom and what the next weighing is
 * @param points what the settled load would earn, where points are quoted here
 * @param outcome how the latest attempt ended
 */
public record View(String station, Phase phase, Optional<Sentence> fault, Optional<Shown> weight, Load load,
        Optional<Tariff.Points> points, Outcome outcome) {
    /** The states of a weighing point in the words of the yard. */
    public enum Phase {
        CLEAR_THE_PAN,
        PLACE_THE_BAG,
        STEADY,
        SCAN_THE_CODE,
        /** Settled and identified: confirm. */
        READY,
        SAVING,
        FAULTED
    }

    /** A number with its unit. */
    public record Shown(BigDecimal value, WeightUnit unit) {
        /** As in {@code 10.10 kg}. */
        public String text() {
            return value.toPlainString() + " " + unit.text();
        }
    }

    /**
     * What is known of the load beside its weight.
     *
     * @param bag its code, if presented
     * @param household whether a household was presented; its code stays here
     * @param missing the codes still to be presented
     * @param material what will be booked: chosen, or the station's own
     * @param unpaid the part that earns nothing
     */
    public record Load(Optional<String> bag, boolean household, Set<CodeKind> missing, String material,
            BigDecimal unpaid) {}

    static View of(StationPlan plan, WeighingPoint point, @Nullable Weight latest, long nowNanos) {
        var state = point.state();
        var fault = state instanceof State.Faulted faulted ? Optional.of(faulted.why()) : Optional.<Sentence>empty();
        var load = load(plan, point, nowNanos);
        var points = state.captured().flatMap(reading -> plan.points(load.material(), reading.value(), load.unpaid()));
        return new View(plan.name(), phase(state), fault, shown(plan, state, latest, nowNanos), load, points,
                point.outcome());
    }

    private static Optional<Shown> shown(StationPlan plan, State state, @Nullable Weight latest, long nowNanos) {
        if (state instanceof State.Faulted) {
            return Optional.empty();
        }
        var lately = shown(plan, latest, nowNanos);
        return switch (state) {
            case State.Ready ready -> lately.map(_ -> shown(plan, ready.shown()));
            case State.Committing(Weighed weighed) -> lately.map(_ -> shown(plan, weighed.reading()));
            default -> lately;
        };
    }

    /** The last number of a scale, unless it is too old. */
    static Optional<Shown> shown(StationPlan plan, @Nullable Weight latest, long nowNanos) {
        return latest == null || nowNanos - latest.atNanos() > plan.rules().gapNanosMax()
                ? Optional.empty()
                : Optional.of(shown(plan, latest));
    }

    private static Shown shown(StationPlan plan, Weight weight) {
        return shown(plan, weight.reading());
    }

    private static Shown shown(StationPlan plan, Reading reading) {
        var unit = reading.unit();
        return new Shown(reading.value(), unit == null ? plan.rules().unit() : unit);
    }

    private static Load load(StationPlan plan, WeighingPoint point, long nowNanos) {
        var presented = point.presented();
        return switch (point.state()) {
            case State.Committing(Weighed weighed) -> load(plan, weighed.codes(), weighed.choice());
            case State.Ready _ -> load(plan, presented.codes(), presented.choice());
            default -> load(plan, presented.codes().since(nowNanos - plan.rules().codeKeepNanos()), presented.choice());
        };
    }

    private static Load load(StationPlan plan, Codes codes, Choice choice) {
        return new Load(codes.of(CodeKind.BAG), codes.of(CodeKind.HOUSEHOLD).isPresent(),
                codes.missing(plan.rules().needs()), choice.material().orElse(plan.material()), choice.unpaid());
    }

    static Phase phase(State state) {
        return switch (state) {
            case State.Clearing _ -> Phase.CLEAR_THE_PAN;
            case State.Idle _ -> Phase.PLACE_THE_BAG;
            case State.Settling _ -> Phase.STEADY;
            case State.Identifying _ -> Phase.SCAN_THE_CODE;
            case State.Ready _ -> Phase.READY;
            case State.Committing _ -> Phase.SAVING;
            case State.Faulted _ -> Phase.FAULTED;
        };
    }
}

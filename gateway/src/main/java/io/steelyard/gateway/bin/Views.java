package io.steelyard.gateway.bin;

import io.steelyard.gateway.bin.BinView.Phase;
import io.steelyard.gateway.deposit.Bin;
import io.steelyard.gateway.deposit.BinRules;
import io.steelyard.gateway.deposit.Sounding;
import io.steelyard.gateway.deposit.State;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** From how a bin stands to what people see of it. */
final class Views {
    private Views() {}

    static BinView of(BinPlan plan, Bin bin, int credits, long nowNanos) {
        var parts = plan.rules().compartments().entrySet().stream()
                .map(part -> part(plan, bin, part.getKey(), part.getValue())).toList();
        var told = bin.told().filter(latest -> nowNanos - latest.atNanos() < plan.toldNanos());
        var trouble = trouble(bin, parts);
        return new BinView(plan.name(), phase(bin.state(), told.isPresent(), trouble.isPresent()),
                bin.state().underWay().map(session -> session.compartment()), parts,
                bin.soundings().stream().map(Sounding::alarm).collect(Collectors.toSet()), trouble,
                told.filter(_ -> bin.state() instanceof State.Resting).map(latest -> shown(plan, latest)), credits);
    }

    private static Phase phase(State state, boolean told, boolean trouble) {
        return switch (state) {
            case State.Resting _ -> told ? Phase.ENDED : trouble ? Phase.OUT_OF_SERVICE : Phase.READY;
            case State.Choosing _ -> Phase.CHOOSE;
            case State.Before _,State.Beginning _,State.Arriving _ -> Phase.WAIT;
            case State.Unlocked _ -> Phase.OPEN_THE_DOOR;
            case State.Open _ -> Phase.SHUT_THE_DOOR;
            case State.Closed _ -> Phase.WEIGHING;
            case State.Ending ending -> ending.draft().isPresent() ? Phase.WEIGHING : Phase.OUT_OF_SERVICE;
            case State.VisitBeginning _,State.Visiting _ -> Phase.VISIT;
            case State.VisitEnding ending -> ending.draft().isPresent() ? Phase.VISIT : Phase.OUT_OF_SERVICE;
        };
    }

    /** An alarm, a journal that does not write, or nothing that takes anything. */
    private static Optional<Sentence> trouble(Bin bin, List<BinView.Part> parts) {
        if (bin.trouble().isPresent()) {
            return bin.trouble();
        }
        if (phase(bin.state(), false, false) == Phase.OUT_OF_SERVICE) {
            return Optional.of(new Sentence(Sentence.Code.NOT_WRITTEN,
                    "the journal does not write; look at the disk"));
        }
        return parts.stream().anyMatch(BinView.Part::takes) || bin.state().served().isPresent()
                ? Optional.empty()
                : parts.getFirst().trouble();
    }

    private static BinView.Part part(BinPlan plan, Bin bin, String name, BinRules.Part rules) {
        var compartment = bin.compartment(name);
        var door = switch (compartment.door()) {
            case SHUT -> BinView.Door.SHUT;
            case OPEN -> BinView.Door.OPEN;
            case UNKNOWN -> BinView.Door.UNKNOWN;
        };
        var trouble = bin.state().allows(name) ? Optional.<Sentence>empty() : compartment.trouble(rules);
        var rate = plan.tariff()
                .flatMap(tariff -> Optional.ofNullable(tariff.pointsPerKilogram().get(rules.material())));
        return new BinView.Part(name, rules.material(), door, compartment.fillPercent(),
                trouble.isEmpty() && bin.trouble().isEmpty(), trouble, rate);
    }

    private static BinView.Shown shown(BinPlan plan, Bin.Told told) {
        var ended = told.ended();
        var unit = ended.compartment().flatMap(plan::part).map(part -> part.weighing().unit())
                .orElse(WeightUnit.KILOGRAM);
        return new BinView.Shown(ended.outcome(), ended.holder().standing(), ended.compartment(), ended.delta(), unit,
                ended.credited().flatMap(credited -> plan.points(ended.compartment().orElseThrow(), credited)),
                told.fact().seq(), told.fact().id());
    }
}

package io.steelyard.gateway.deposit;

import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.gateway.weighing.Sentence.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows from an event while the crew that empties the bin is here. */
record Visits(Bin bin, BinRules rules, long nowNanos) {
    Step on(Event event) {
        return switch (event) {
            case Event.Card(_, Holder holder) -> card(holder);
            case Event.Chosen _ -> new Step(bin, List.of(new Effect.Refuse(
                    new Sentence(Code.BUSY, "the bin is being emptied; come back in a moment"))));
            case Event.Committed committed -> committed(committed);
            case Event.CommitFailed failed -> failed(failed);
            case Event.Weighed _,Event.NoWeight _,Event.ScaleUp _,Event.ScaleLost _,Event.Door _,Event.Fill _,Event.Alarmed _,Event.Tick _ ->
                goOn();
        };
    }

    /** A lock that fell back before its door was reached is released once more. */
    private Step card(Holder holder) {
        return bin.state() instanceof State.Visiting && holder.standing() == Standing.CREW && !bin.fire()
                ? new Step(bin, List.of(new Effect.Unlock(rules.compartments().keySet())))
                : new Sessions(bin, rules, nowNanos).card(holder);
    }

    private Step committed(Event.Committed committed) {
        return switch (bin.state()) {
            case State.VisitBeginning(Visit visit, long draft) when draft == committed.draft() ->
                begun(visit.with(new Recorded(committed.seq(), committed.id())));
            case State.VisitEnding(_, Optional<Long> draft, _) when draft.equals(Optional.of(committed.draft())) ->
                Step.stay(bin.with(new State.Resting()));
            default -> goOn();
        };
    }

    /** The one place from which the crew's doors are unlocked. */
    private Step begun(Visit visit) {
        var visiting = bin.with(new State.Visiting(visit, nowNanos));
        return bin.fire()
                ? Step.stay(visiting)
                : new Step(visiting, List.of(new Effect.Unlock(rules.compartments().keySet())));
    }

    private Step failed(Event.CommitFailed failed) {
        return switch (bin.state()) {
            case State.VisitBeginning(Visit visit, long draft) when draft == failed.draft() ->
                Step.stay(bin.with(new State.Ending(Ended.turnedAway(nowNanos, Outcome.OUT_OF_SERVICE, visit.crew(),
                        Optional.empty(), Optional.of(failed.reason())), Optional.empty(), nowNanos)));
            case State.VisitEnding(Visit.Left left, Optional<Long> draft, _) when draft
                    .equals(Optional.of(failed.draft())) ->
                Step.stay(bin.with(new State.VisitEnding(left, Optional.empty(), nowNanos)));
            default -> goOn();
        };
    }

    Step goOn() {
        return switch (bin.state()) {
            case State.Arriving arriving -> arriving(arriving);
            case State.Visiting visiting -> visiting(visiting);
            case State.VisitEnding(Visit.Left left, Optional<Long> draft, long sinceNanos) when draft.isEmpty()
                    && nowNanos - sinceNanos >= Sessions.RETRY_NANOS ->
                end(left);
            default -> Step.stay(bin);
        };
    }

    /** What is found is weighed, but no crew waits for a scale that never settles. */
    private Step arriving(State.Arriving arriving) {
        var found = weights(arriving.sinceNanos());
        if (found.size() < rules.compartments().size() && nowNanos - arriving.sinceNanos() < rules.beforeNanosMax()) {
            return Step.stay(bin);
        }
        var visit = new Visit(arriving.crew(), found, Optional.empty());
        var next = bin.drafting();
        return new Step(next.with(new State.VisitBeginning(visit, next.drafts())),
                List.of(new Effect.BeginVisit(next.drafts(), nowNanos, visit)));
    }

    private Step visiting(State.Visiting visiting) {
        var moved = bin.compartments().values().stream().map(Compartment::doorNanos)
                .filter(atNanos -> atNanos - visiting.sinceNanos() > 0).max(Long::compare);
        long lastNanos = moved.orElse(visiting.sinceNanos());
        long quietNanos = moved.isPresent()
                ? rules.quietNanos()
                : Math.max(rules.quietNanos(), rules.openNanosMax()); // the crew has not come to a door yet
        boolean allShut = bin.compartments().values().stream().allMatch(Compartment::shut);
        boolean over = nowNanos - visiting.sinceNanos() >= rules.visitNanosMax();
        if (!over && (!allShut || nowNanos - lastNanos < quietNanos)) {
            return Step.stay(bin);
        }
        var after = weights(visiting.sinceNanos());
        boolean settles = after.size() < rules.compartments().size()
                && nowNanos - lastNanos < quietNanos + rules.afterNanosMax();
        return settles && !over
                ? Step.stay(bin)
                : end(new Visit.Left(nowNanos, visiting.visit(), after, false));
    }

    private Map<String, Captured> weights(long sinceNanos) {
        var stable = new HashMap<String, Captured>();
        rules.compartments().forEach((name, part) -> bin.compartment(name).stable(sinceNanos, nowNanos, part)
                .ifPresent(captured -> stable.put(name, captured)));
        return stable;
    }

    private Step end(Visit.Left left) {
        var next = bin.drafting();
        return new Step(next.with(new State.VisitEnding(left, Optional.of(next.drafts()), nowNanos)),
                List.of(new Effect.EndVisit(next.drafts(), left)));
    }
}

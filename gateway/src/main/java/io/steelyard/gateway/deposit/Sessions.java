package io.steelyard.gateway.deposit;

import io.steelyard.gateway.deposit.Compartment.Door;
import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.gateway.weighing.Sentence.Code;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What follows from an event while residents are served, or nobody is. */
record Sessions(Bin bin, BinRules rules, long nowNanos) {
    /** A journal that did not write the end of a session is asked again this much later. */
    static final long RETRY_NANOS = 1_000_000_000L;
    /** A card that is turned away again so soon is no news. */
    static final long REPEAT_NANOS = 60_000_000_000L;

    Step on(Event event) {
        return switch (event) {
            case Event.Card(_, Holder holder) -> card(holder);
            case Event.Chosen(_, String compartment) -> chosen(compartment);
            case Event.Committed committed -> committed(committed);
            case Event.CommitFailed failed -> failed(failed);
            case Event.Weighed _,Event.NoWeight _,Event.ScaleUp _,Event.ScaleLost _,Event.Door _,Event.Fill _,Event.Alarmed _,Event.Tick _ ->
                goOn();
        };
    }

    /** One at a time: whoever else presents a card meanwhile gets a fact of their own, and nothing of this session changes. */
    Step card(Holder holder) {
        if (bin.state() instanceof State.Resting) {
            return arrived(holder);
        }
        if (bin.state().served().map(Holder::token).equals(Optional.of(holder.token())) || repeats(holder)) {
            return Step.stay(bin);
        }
        var next = bin.refused(holder.token(), nowNanos).drafting();
        return new Step(next, List.of(new Effect.End(next.drafts(),
                Ended.turnedAway(nowNanos, Outcome.BUSY, holder, Optional.empty(), Optional.empty()))));
    }

    private Step arrived(Holder holder) {
        return switch (holder.standing()) {
            case CREW -> bin.fire()
                    ? turnedAway(Outcome.OUT_OF_SERVICE, holder, bin.trouble())
                    : new Visits(bin.with(new State.Arriving(holder, nowNanos)), rules, nowNanos).goOn();
            case DENIED -> turnedAway(Outcome.DENIED, holder, Optional.empty());
            case UNKNOWN -> turnedAway(Outcome.UNKNOWN_CARD, holder, Optional.empty());
            case RESIDENT, QUARANTINE -> served(holder);
        };
    }

    private Step served(Holder holder) {
        if (bin.trouble().isPresent()) {
            return turnedAway(Outcome.OUT_OF_SERVICE, holder, bin.trouble());
        }
        var taking = rules.compartments().keySet().stream().filter(name -> trouble(name).isEmpty()).toList();
        if (taking.isEmpty()) {
            return turnedAway(Outcome.OUT_OF_SERVICE, holder, trouble(rules.compartments().keySet().iterator().next()));
        }
        return taking.size() == 1
                ? next(new State.Before(holder, taking.getFirst(), nowNanos)).goOn()
                : Step.stay(bin.with(new State.Choosing(holder, nowNanos)));
    }

    private Step turnedAway(Outcome outcome, Holder holder, Optional<Sentence> why) {
        if (repeats(holder)) {
            return Step.stay(toldAgain(holder));
        }
        return new Sessions(bin.refused(holder.token(), nowNanos), rules, nowNanos)
                .end(Ended.turnedAway(nowNanos, outcome, holder, Optional.empty(), why.map(Sentence::text)));
    }

    /** No news for the journal; whoever stands there is told all the same, if nobody was told anything since. */
    private Bin toldAgain(Holder holder) {
        return bin.told().filter(told -> told.ended().holder().token().equals(holder.token()))
                .map(told -> bin.with(new Bin.Told(told.ended(), told.fact(), nowNanos))).orElse(bin);
    }

    private boolean repeats(Holder holder) {
        return Optional.ofNullable(bin.refusals().get(holder.token())).map(at -> nowNanos - at < REPEAT_NANOS)
                .orElse(false);
    }

    private Step chosen(String compartment) {
        if (!(bin.state() instanceof State.Choosing choosing)) {
            return refuse(new Sentence(Code.NOTHING_TO_CHOOSE, "nobody has to choose now; present a card first"));
        }
        if (!rules.compartments().containsKey(compartment)) {
            return refuse(new Sentence(Code.UNKNOWN_COMPARTMENT, "there is no compartment " + compartment));
        }
        return trouble(compartment).map(this::refuse)
                .orElseGet(() -> next(new State.Before(choosing.holder(), compartment, nowNanos)).goOn());
    }

    private Step committed(Event.Committed committed) {
        var fact = new Recorded(committed.seq(), committed.id());
        return switch (bin.state()) {
            case State.Beginning(Session session, long draft, long sinceNanos, Optional<Outcome> spoilt) when draft == committed
                    .draft() ->
                begun(session.with(fact), sinceNanos, spoilt);
            case State.Ending(Ended ended, Optional<Long> draft, _) when draft.equals(Optional.of(committed.draft())) ->
                Step.stay(bin.with(new State.Resting()).with(new Bin.Told(ended, fact, nowNanos)));
            default -> goOn();
        };
    }

    /** The one place from which a resident's door is unlocked. */
    private Step begun(Session session, long sinceNanos, Optional<Outcome> spoilt) {
        if (late(sinceNanos, rules.beforeNanosMax())) {
            return end(Ended.of(session, nowNanos, Outcome.OUT_OF_SERVICE)
                    .because("the journal took so long that the weight before is too old; look at the disk"));
        }
        return spoilt.or(() -> interrupted(session.compartment())).or(() -> changed(session))
                .map(outcome -> end(Ended.of(session, nowNanos, outcome)))
                .orElseGet(() -> Step.stay(bin.with(new State.Unlocked(session, nowNanos)))
                        .first(new Effect.Unlock(Set.of(session.compartment()))));
    }

    /** Whether the scale came to rest at another weight while the beginning was being written. */
    private Optional<Outcome> changed(Session session) {
        var name = session.compartment();
        return bin.compartment(name).stands().map(now -> now.subtract(session.before().value()).abs())
                .filter(by -> by.compareTo(rules.part(name).weighing().division()) > 0)
                .map(_ -> Outcome.UNSTEADY_BEFORE);
    }

    /** Without its beginning in the journal there is no session; that somebody came is written as soon as it can be. */
    private Step failed(Event.CommitFailed failed) {
        return switch (bin.state()) {
            case State.Beginning(Session session, long draft, _, _) when draft == failed.draft() ->
                Step.stay(bin.with(new State.Ending(
                        Ended.of(session, nowNanos, Outcome.OUT_OF_SERVICE).because(failed.reason()), Optional.empty(),
                        nowNanos)));
            case State.Ending(Ended ended, Optional<Long> draft, _) when draft.equals(Optional.of(failed.draft())) ->
                Step.stay(bin.with(new State.Ending(ended, Optional.empty(), nowNanos)));
            default -> goOn();
        };
    }

    /** What follows by itself from what is known now. */
    Step goOn() {
        return switch (bin.state()) {
            case State.Choosing choosing -> choosing(choosing);
            case State.Before before -> before(before);
            case State.Beginning beginning -> beginning(beginning);
            case State.Unlocked unlocked -> unlocked(unlocked);
            case State.Open open -> open(open);
            case State.Closed closed -> closed(closed);
            case State.Ending(Ended ended, Optional<Long> draft, long sinceNanos) when draft.isEmpty()
                    && late(sinceNanos, RETRY_NANOS) ->
                end(ended);
            case State.Resting _,State.Ending _,State.Arriving _,State.VisitBeginning _,State.Visiting _,State.VisitEnding _ ->
                Step.stay(bin);
        };
    }

    private Step choosing(State.Choosing choosing) {
        if (bin.trouble().isPresent()) {
            return end(
                    Ended.turnedAway(nowNanos, Outcome.ALARMED, choosing.holder(), Optional.empty(), Optional.empty()));
        }
        return late(choosing.sinceNanos(), rules.chooseNanosMax())
                ? end(Ended.turnedAway(nowNanos, Outcome.NOT_CHOSEN, choosing.holder(), Optional.empty(),
                        Optional.empty()))
                : Step.stay(bin);
    }

    private Step before(State.Before before) {
        var name = before.compartment();
        var outcome = interrupted(name).or(() -> late(before.sinceNanos(), rules.beforeNanosMax())
                ? Optional.of(Outcome.UNSTEADY_BEFORE)
                : Optional.empty());
        if (outcome.isPresent()) {
            return end(Ended.turnedAway(nowNanos, outcome.get(), before.holder(), Optional.of(name), Optional.empty()));
        }
        var stable = bin.compartment(name).stable(before.sinceNanos(), nowNanos, rules.part(name));
        if (stable.isEmpty()) {
            return Step.stay(bin);
        }
        var session = new Session(before.holder(), name, stable.get(), Optional.empty());
        var next = bin.drafting();
        return new Step(next.with(new State.Beginning(session, next.drafts(), nowNanos, Optional.empty())),
                List.of(new Effect.Begin(next.drafts(), nowNanos, session)));
    }

    /** An alarm or a door that moves, however briefly, spoils what is being written. */
    private Step beginning(State.Beginning beginning) {
        var session = beginning.session();
        var spoilt = beginning.spoilt().or(() -> interrupted(session.compartment()));
        return Step.stay(bin.with(new State.Beginning(session, beginning.draft(), beginning.sinceNanos(), spoilt)));
    }

    private Step unlocked(State.Unlocked unlocked) {
        var session = unlocked.session();
        var compartment = bin.compartment(session.compartment());
        var outcome = interrupted(session.compartment())
                .or(() -> compartment.shut() && late(unlocked.sinceNanos(), rules.openNanosMax())
                        ? Optional.of(Outcome.NOT_OPENED)
                        : Optional.empty());
        if (outcome.isPresent()) {
            return end(Ended.of(session, nowNanos, outcome.get())).first(new Effect.Lock());
        }
        return compartment.door() == Door.OPEN
                ? Step.stay(bin.with(new State.Open(session, compartment.doorNanos())))
                : Step.stay(bin);
    }

    private Step open(State.Open open) {
        var session = open.session();
        var compartment = bin.compartment(session.compartment());
        var ended = late(open.openedNanos(), rules.shutNanosMax())
                ? Optional.of(Outcome.DOOR_LEFT_OPEN)
                : interrupted(session.compartment());
        if (ended.isPresent()) {
            return end(Ended.of(session, nowNanos, ended.get()).opened(open.openedNanos(), Optional.empty()))
                    .first(new Effect.Lock());
        }
        return compartment.shut()
                ? Step.stay(bin.with(new State.Closed(session, open.openedNanos(), compartment.doorNanos())))
                        .first(new Effect.Lock()) // its time may last longer than the visit of a hand
                : Step.stay(bin);
    }

    private Step closed(State.Closed closed) {
        var session = closed.session();
        var name = session.compartment();
        var compartment = bin.compartment(name);
        if (compartment.door() == Door.OPEN) {
            return Step.stay(bin.with(new State.Open(session, closed.openedNanos())));
        }
        var shut = Optional.of(closed.closedNanos());
        var interrupted = interrupted(name);
        if (interrupted.isPresent()) {
            return end(Ended.of(session, nowNanos, interrupted.get()).opened(closed.openedNanos(), shut));
        }
        var stable = late(closed.closedNanos(), rules.closedNanos())
                ? compartment.stable(closed.closedNanos(), nowNanos, rules.part(name))
                : Optional.<Captured>empty();
        if (stable.isPresent()) {
            var outcome = outcome(session, stable.get());
            return end(Ended.weighed(session, nowNanos, outcome,
                    new Ended.Opened(closed.openedNanos(), shut), stable.get()));
        }
        return late(closed.closedNanos(), rules.afterNanosMax())
                ? end(Ended.of(session, nowNanos, Outcome.UNSTEADY_AFTER).opened(closed.openedNanos(), shut))
                : Step.stay(bin);
    }

    /** Two readings are a step uncertain: less than that below nothing is nothing, not a theft. */
    private Outcome outcome(Session session, Captured after) {
        var weighing = rules.part(session.compartment()).weighing();
        var delta = after.value().subtract(session.before().value());
        if (after.value().compareTo(weighing.most()) > 0) {
            return Outcome.TOO_HEAVY;
        }
        if (delta.compareTo(weighing.division().negate()) < 0) {
            return Outcome.REMOVED;
        }
        return delta.compareTo(weighing.least()) < 0 ? Outcome.TOO_LIGHT : Outcome.CREDITED;
    }

    /** What ends a session whatever it waits for. */
    private Optional<Outcome> interrupted(String name) {
        var compartment = bin.compartment(name);
        if (bin.trouble().isPresent()) {
            return Optional.of(Outcome.ALARMED);
        }
        if (compartment.door() == Door.UNKNOWN) {
            return Optional.of(Outcome.DOOR_UNKNOWN);
        }
        return compartment.unheard().isPresent() ? Optional.of(Outcome.SCALE_LOST) : Optional.empty();
    }

    private Step end(Ended ended) {
        var next = bin.drafting();
        return new Step(next.with(new State.Ending(ended, Optional.of(next.drafts()), nowNanos)),
                List.of(new Effect.End(next.drafts(), ended)));
    }

    private Optional<Sentence> trouble(String name) {
        return bin.compartment(name).trouble(rules.part(name));
    }

    private boolean late(long sinceNanos, long nanosMax) {
        return nowNanos - sinceNanos >= nanosMax;
    }

    private Step refuse(Sentence why) {
        return new Step(bin, List.of(new Effect.Refuse(why)));
    }

    private Sessions next(State state) {
        return new Sessions(bin.with(state), rules, nowNanos);
    }
}

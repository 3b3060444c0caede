package io.steelyard.gateway.deposit;

import io.steelyard.gateway.deposit.Compartment.Door;
import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.gateway.weighing.Sentence.Code;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One unattended bin as a value: events in, the next value and a few effects out.
 *
 * <pre>
 *   Resting ──card──▶ Choosing ──chosen──▶ Before ──stable──▶ Beginning ──durable──▶ Unlocked ──opened──▶ Open ──shut──▶ Closed
 *      ▲                 │ (one takes: at once) │                 │                      │                  ▲            │  │ stable
 *      │                 └──────────────────────┴─────────────────┴──────────────────────┴── given up ──┐   └─ rebounds ─┘  │
 *      └──────────────────────────────────── durable ─────────────────────────────────────────── Ending ◀─────────────────┘
 *   Resting ──crew's card──▶ Arriving ──weights, or too late──▶ VisitBeginning ──durable──▶ Visiting ──all shut──▶ VisitEnding ──▶ Resting
 * </pre>
 *
 * No door is unlocked before the weight before it and the fact of it are there, and never at a start. Only a shut door and two
 * stable weights earn anything. Whoever was served, a fact says how it ended; until that is durable nobody else is.
 *
 * @param state where it stands
 * @param compartments what is known of each, by name
 * @param soundings the alarms that last
 * @param refusals who was turned away lately, and when: of one card one fact is enough
 * @param told how the latest session ended, once that is durable
 * @param drafts how many drafts were handed to the journal
 */
public record Bin(State state, Map<String, Compartment> compartments, Set<Sounding> soundings,
        Map<String, Long> refusals,
        Optional<Told> told, long drafts) {
    /** Cards that are remembered as turned away. */
    static final int REFUSALS_MAX = 16;

    public Bin {
        compartments = Map.copyOf(compartments);
        soundings = Set.copyOf(soundings);
        refusals = Map.copyOf(refusals);
    }

    /**
     * A session's end that is durable.
     *
     * @param atNanos when it became so
     */
    public record Told(Ended ended, Recorded fact, long atNanos) {}

    /** What a gateway that has just started must write down before anything else: what it was in the middle of when it ended. */
    public sealed interface Unfinished {
        /** A session had begun; what was weighed stands in the fact of its beginning. */
        record OfSession(Holder holder, String compartment, Recorded begun) implements Unfinished {}

        /** A visit had begun; what was found stands in the fact of its beginning. */
        record OfVisit(Holder crew, Recorded begun) implements Unfinished {}
    }

    /** A bin whose gateway has just started: nothing is known of doors and weights, and nothing is unlocked. */
    public static Bin start(long nowNanos, BinRules rules, Optional<Unfinished> unfinished) {
        var compartments = new HashMap<String, Compartment>();
        rules.compartments().keySet().forEach(name -> compartments.put(name, Compartment.start(nowNanos)));
        State state = unfinished.<State>map(one -> switch (one) {
            case Unfinished.OfSession(Holder holder, String compartment, Recorded begun) -> new State.Ending(
                    Ended.broken(nowNanos, holder, compartment, begun), Optional.empty(),
                    nowNanos - Sessions.RETRY_NANOS);
            case Unfinished.OfVisit(Holder crew, Recorded begun) -> new State.VisitEnding(
                    new Visit.Left(nowNanos, new Visit(crew, Map.of(), Optional.of(begun)), Map.of(), true),
                    Optional.empty(), nowNanos - Sessions.RETRY_NANOS);
        }).orElse(new State.Resting());
        return new Bin(state, compartments, Set.of(), Map.of(), Optional.empty(), 0);
    }

    /** The same, while alarms last that were told before the start: each is over once its detector or door says so. */
    public Bin amid(Set<Sounding> lasting) {
        return new Bin(state, compartments, lasting, refusals, told, drafts);
    }

    /** What follows from one event. Pure: the same arguments give the same answer. */
    public Step on(Event event, BinRules rules) {
        return observed(event, rules)
                .then(bin -> switch (bin.state) {
                    case State.Arriving _,State.VisitBeginning _,State.Visiting _,State.VisitEnding _ ->
                        new Visits(bin, rules, event.atNanos()).on(event);
                    case State.Resting _,State.Choosing _,State.Before _,State.Beginning _,State.Unlocked _,State.Open _,State.Closed _,State.Ending _ ->
                        new Sessions(bin, rules, event.atNanos()).on(event);
                });
    }

    /** What is known of doors, weights and alarms after the event, whoever is served. */
    private Step observed(Event event, BinRules rules) {
        return switch (event) {
            case Event.Weighed(String name, var weight) ->
                Step.stay(with(name, one -> one.weighed(weight, rules.part(name))));
            case Event.NoWeight none ->
                Step.stay(with(none.compartment(), one -> one.unweighed(none.atNanos(), Optional.empty())));
            case Event.ScaleUp up ->
                Step.stay(with(up.compartment(), one -> one.unweighed(up.atNanos(), Optional.empty())));
            case Event.ScaleLost lost ->
                Step.stay(with(lost.compartment(), one -> one.unweighed(lost.atNanos(), Optional.of(lost.reason()))));
            case Event.Fill fill -> Step.stay(with(fill.compartment(), one -> one.fill(fill.percent())));
            case Event.Door door -> moved(door);
            case Event.Alarmed alarmed -> sounding(alarmed.atNanos(), alarmed.sounding(), alarmed.raised());
            case Event.Tick tick -> waited(tick.atNanos(), rules);
            case Event.Card _,Event.Chosen _,Event.Committed _,Event.CommitFailed _ -> Step.stay(this);
        };
    }

    private Step moved(Event.Door event) {
        var name = event.compartment();
        boolean leftShut = compartment(name).leftShut();
        var moved = with(name, one -> one.door(event.atNanos(), event.closed()));
        if (moved.compartment(name).shut()) {
            return moved.sounding(event.atNanos(), new Sounding(Alarm.DOOR_FORCED, name), false)
                    .then(bin -> bin.sounding(event.atNanos(), new Sounding(Alarm.DOOR_LEFT_OPEN, name), false));
        }
        boolean forced = leftShut && moved.compartment(name).door() == Door.OPEN && !state.allows(name);
        return forced ? moved.sounding(event.atNanos(), new Sounding(Alarm.DOOR_FORCED, name), true) : Step.stay(moved);
    }

    private Step waited(long nowNanos, BinRules rules) {
        var step = Step.stay(this);
        for (var name : rules.compartments().keySet()) {
            step = step.then(bin -> Step.stay(bin.with(name, one -> one.waited(nowNanos, rules.part(name)))));
            var one = compartment(name);
            if (one.door() == Door.OPEN && nowNanos - one.doorNanos() > rules.shutNanosMax()
                    && !(state instanceof State.Visiting)) {
                step = step.then(bin -> bin.sounding(nowNanos, new Sounding(Alarm.DOOR_LEFT_OPEN, name), true));
            }
        }
        return step;
    }

    /** Told once when it begins, with every lock at rest first, and once when it is over. */
    private Step sounding(long nowNanos, Sounding sounding, boolean raised) {
        if (soundings.contains(sounding) == raised) {
            return Step.stay(this);
        }
        var now = new HashSet<>(soundings);
        if (raised) {
            now.add(sounding);
        } else {
            now.remove(sounding);
        }
        var next = new Bin(state, compartments, now, refusals, told, drafts);
        var tell = new Effect.Tell(nowNanos, sounding, raised);
        return new Step(next, raised ? List.of(new Effect.Lock(), tell) : List.of(tell));
    }

    /** What is known of it. */
    public Compartment compartment(String name) {
        return Optional.ofNullable(compartments.get(name)).orElseThrow();
    }

    /** Why nobody is served anywhere; empty while somebody could be. */
    public Optional<Sentence> trouble() {
        return soundings.stream().map(Sounding::alarm).sorted().findFirst()
                .map(alarm -> new Sentence(Code.ALARM, "an alarm lasts: " + alarm.text() + "; look at the bin"));
    }

    /** Whether there may be fire. */
    boolean fire() {
        return soundings.stream().anyMatch(sounding -> sounding.alarm().fire());
    }

    Bin with(State next) {
        return new Bin(next, compartments, soundings, refusals, told, drafts);
    }

    Bin with(Told ended) {
        return new Bin(state, compartments, soundings, refusals, Optional.of(ended), drafts);
    }

    /** One more draft is with the journal; its number is {@link #drafts}. */
    Bin drafting() {
        return new Bin(state, compartments, soundings, refusals, told, drafts + 1);
    }

    /** Remembers who was turned away; of too many the earliest is forgotten. */
    Bin refused(String token, long nowNanos) {
        var kept = new HashMap<>(refusals);
        kept.put(token, nowNanos);
        if (kept.size() > REFUSALS_MAX) {
            kept.entrySet().stream()
                    .max(Comparator.<Map.Entry<String, Long>>comparingLong(one -> nowNanos - one.getValue())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey).ifPresent(kept::remove);
        }
        return new Bin(state, compartments, soundings, kept, told, drafts);
    }

    private Bin with(String name, UnaryOperator<Compartment> change) {
        var changed = new HashMap<>(compartments);
        changed.put(name, change.apply(compartment(name)));
        return new Bin(state, changed, soundings, refusals, told, drafts);
    }
}

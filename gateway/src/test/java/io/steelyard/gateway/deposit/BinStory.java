package io.steelyard.gateway.deposit;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Rules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A bin and what happens to it, written down in order: while time passes each scale sends a frame every 100 ms and the clock
 * ticks; the journal answers at once unless told to wait.
 */
final class BinStory {
    static final long STEP_NANOS = 100_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final String PAPER = "paper";
    static final String GLASS = "glass";
    static final Holder ANN = new Holder("ann", Standing.RESIDENT);
    static final Holder BEN = new Holder("ben", Standing.RESIDENT);
    static final Holder NEW = new Holder("new", Standing.QUARANTINE);
    static final Holder CREW = new Holder("crew", Standing.CREW);
    static final Holder OTHER_CREW = new Holder("other-crew", Standing.CREW);
    static final Holder DENIED = new Holder("denied", Standing.DENIED);
    static final Holder UNKNOWN = new Holder("unknown", Standing.UNKNOWN);
    static final Sounding SMOKE = new Sounding(Alarm.SMOKE, "smoke-1");
    /** Long enough for a scale to settle. */
    static final double SETTLED = 1.2;
    /** Until the next frame, in seconds. */
    static final double FRAME = 0.1;

    private final BinRules rules;
    private final Map<String, String> shows = new LinkedHashMap<>();
    private final Set<String> moves = new HashSet<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Long> unanswered = new ArrayList<>();
    private Bin bin;
    private long nowNanos = 100 * SECOND;
    private long frames;
    private long facts;
    private boolean journalWaits;

    private BinStory(BinRules rules, Optional<Bin.Unfinished> unfinished) {
        this.rules = rules;
        this.bin = Bin.start(nowNanos, rules, unfinished);
        shows.put(PAPER, "12.00");
        shows.put(GLASS, "30.00");
        shows.keySet().retainAll(rules.compartments().keySet());
    }

    /** The scale: division 0.01 kg, least deposit 0.20, most 60.00; settles in a second, is silent after three. */
    static BinRules.Part part(String material) {
        return new BinRules.Part(material, new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"),
                new BigDecimal("0.20"), new BigDecimal("60.00"), 5, SECOND, SECOND / 2, 3 * SECOND, 10 * SECOND,
                60 * SECOND, 30 * SECOND, Set.of()), Optional.of(new BigDecimal("50.00")), 90);
    }

    static BinRules rules(String... names) {
        var parts = new HashMap<String, BinRules.Part>();
        parts.put(PAPER, part("0101"));
        parts.put(GLASS, part("0301"));
        var chosen = new LinkedHashMap<String, BinRules.Part>();
        for (var name : names) {
            chosen.put(name, parts.getOrDefault(name, part("0101")));
        }
        return new BinRules(chosen, 20 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, 2 * SECOND, 10 * SECOND,
                600 * SECOND, 5 * SECOND);
    }

    /** Just started, with paper and glass: nothing was heard yet. */
    static BinStory starts() {
        return new BinStory(rules(PAPER, GLASS), Optional.empty());
    }

    static BinStory startsAfter(Bin.Unfinished unfinished) {
        return new BinStory(rules(PAPER, GLASS), Optional.of(unfinished));
    }

    /** Paper and glass; both doors are shut and both scales at rest. */
    static BinStory resting() {
        return starts().awakes();
    }

    /** Paper alone, at rest. */
    static BinStory paperOnly() {
        return new BinStory(rules(PAPER), Optional.empty()).awakes();
    }

    private BinStory awakes() {
        rules.compartments().keySet().forEach(this::shuts);
        return passes(SETTLED);
    }

    /** Ann's beginning is with the journal. */
    static BinStory beginning() {
        return resting().journalWaits().card(ANN).chooses(PAPER).passes(FRAME);
    }

    /** Ann may open the door for paper. */
    static BinStory unlocked() {
        return resting().card(ANN).chooses(PAPER).passes(FRAME);
    }

    /** Ann's door is open. */
    static BinStory open() {
        return unlocked().opens(PAPER);
    }

    /** Ann has shut the door a moment ago. */
    static BinStory closed(String weight) {
        return open().shows(PAPER, weight).passes(3).shuts(PAPER);
    }

    /** The crew may open the doors. */
    static BinStory visiting() {
        return resting().card(CREW).passes(FRAME);
    }

    BinStory card(Holder holder) {
        return then(new Event.Card(nowNanos, holder));
    }

    BinStory chooses(String compartment) {
        return then(new Event.Chosen(nowNanos, compartment));
    }

    BinStory opens(String compartment) {
        return then(new Event.Door(nowNanos, compartment, Optional.of(false)));
    }

    BinStory shuts(String compartment) {
        return then(new Event.Door(nowNanos, compartment, Optional.of(true)));
    }

    BinStory losesDoor(String compartment) {
        return then(new Event.Door(nowNanos, compartment, Optional.empty()));
    }

    BinStory raises(Sounding sounding) {
        return then(new Event.Alarmed(nowNanos, sounding, true));
    }

    BinStory clears(Sounding sounding) {
        return then(new Event.Alarmed(nowNanos, sounding, false));
    }

    BinStory losesScale(String compartment) {
        return then(new Event.ScaleLost(nowNanos, compartment, "unplugged"));
    }

    /** What its scale shows from now on. */
    BinStory shows(String compartment, String weight) {
        shows.put(compartment, weight);
        moves.remove(compartment);
        return this;
    }

    /** Its scale shows something else each time. */
    BinStory trembles(String compartment) {
        moves.add(compartment);
        return this;
    }

    /** Its scale says nothing from now on. */
    BinStory falls_silent(String compartment) {
        shows.remove(compartment);
        return this;
    }

    BinStory passes(double seconds) {
        long until = nowNanos + (long) (seconds * SECOND);
        while (nowNanos < until) {
            nowNanos += STEP_NANOS;
            frames++;
            List.copyOf(shows.keySet()).forEach(name -> take(weighed(name)));
            take(new Event.Tick(nowNanos));
        }
        return this;
    }

    private Event.Weighed weighed(String name) {
        var value = new BigDecimal(shows.get(name));
        return weighed(nowNanos, name, moves.contains(name)
                ? value.add(new BigDecimal(frames % 7).movePointLeft(1)).toPlainString()
                : value.toPlainString());
    }

    static Event.Weighed weighed(long atNanos, String compartment, String value) {
        return new Event.Weighed(compartment, new Weight(atNanos, ScaleValue.reading(new BigDecimal(value),
                WeightUnit.KILOGRAM, Truth.UNKNOWN, Mode.GROSS, Set.of()), value.getBytes(StandardCharsets.US_ASCII)));
    }

    BinStory journalWaits() {
        journalWaits = true;
        return this;
    }

    /** The journal answers the oldest draft that waits, and all later ones at once. */
    BinStory journalCommits() {
        journalWaits = false;
        return committed(unanswered.removeFirst());
    }

    BinStory journalFails() {
        return failed(unanswered.removeFirst());
    }

    BinStory committed(long draft) {
        facts++;
        return then(new Event.Committed(nowNanos, draft, facts, "id-" + facts));
    }

    BinStory failed(long draft) {
        return then(new Event.CommitFailed(nowNanos, draft, "the disk is full"));
    }

    /** The event, now; a moment later the next. */
    BinStory then(Event event) {
        take(event);
        nowNanos += STEP_NANOS / 2;
        return this;
    }

    private void take(Event event) {
        var step = bin.on(event, rules);
        bin = step.next();
        effects.addAll(step.effects());
        for (var effect : step.effects()) {
            if (effect instanceof Effect.Write write) {
                if (journalWaits) {
                    unanswered.add(write.draft());
                } else {
                    facts++;
                    take(new Event.Committed(nowNanos, write.draft(), facts, "id-" + facts));
                }
            }
        }
    }

    /** Forgets what was demanded so far. */
    BinStory sofar() {
        effects.clear();
        return this;
    }

    /** What was demanded since, in words. */
    List<String> demanded() {
        return effects.stream().map(BinStory::words).toList();
    }

    static String words(Effect effect) {
        return switch (effect) {
            case Effect.Begin begin -> "begins " + begin.session().compartment() + " at "
                    + begin.session().before().value() + " for " + begin.session().holder().token();
            case Effect.End end -> "ends " + words(end.ended());
            case Effect.BeginVisit begin -> "begins a visit of " + begin.visit().crew().token() + weights(
                    begin.visit().before());
            case Effect.EndVisit end -> "ends a visit of " + end.left().visit().crew().token()
                    + (end.left().broken() ? ", broken" : "") + weights(end.left().after());
            case Effect.Tell tell -> "tells " + tell.sounding().alarm().text() + " of " + tell.sounding().source()
                    + (tell.raised() ? "" : " over");
            case Effect.Unlock unlock -> "unlocks " + new TreeSet<>(unlock.compartments());
            case Effect.Lock _ -> "locks";
            case Effect.Refuse refuse -> "refuses: " + refuse.why().code().text();
        };
    }

    private static String words(Ended ended) {
        return ended.outcome().text() + " for " + ended.holder().token()
                + ended.compartment().map(name -> " at " + name).orElse("")
                + ended.delta().map(delta -> " by " + delta.toPlainString()).orElse("")
                + ended.begun().map(begun -> ", begun as " + begun.seq()).orElse("");
    }

    private static String weights(Map<String, Captured> weights) {
        return new TreeSet<>(weights.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().value().toPlainString()).toList()).toString();
    }

    Bin bin() {
        return bin;
    }

    BinRules rules() {
        return rules;
    }

    State state() {
        return bin.state();
    }

    /** The kind of state it is in. */
    String at() {
        return bin.state().getClass().getSimpleName();
    }

    /** How the latest session ended, if that is durable. */
    String told() {
        return bin.told().map(told -> words(told.ended())).orElse("nothing");
    }

    long nowNanos() {
        return nowNanos;
    }
}

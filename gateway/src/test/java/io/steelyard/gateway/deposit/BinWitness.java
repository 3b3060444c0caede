package io.steelyard.gateway.deposit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An honest observer of a bin: it sees what happens and what is demanded, remembers scales, doors and alarms by itself, and
 * judges each demand by that alone.
 */
final class BinWitness {
    /** What can begin and end. */
    enum Kind {
        SESSION,
        VISIT
    }

    /** A durable beginning without a durable end. */
    private record Begun(Kind kind, Recorded fact, Holder holder, String compartment) {}

    private final String what;
    private final BinRules rules;
    private final Map<String, Door> doors = new HashMap<>();
    private final Set<Sounding> detectors = new HashSet<>();
    private final Set<Sounding> told = new HashSet<>();
    private final Map<Long, Effect.Write> offered = new HashMap<>();
    private final List<Begun> begun = new ArrayList<>();
    private Optional<Recorded> unlocked = Optional.empty();
    private String beginning = "";
    private boolean spoilt;
    private long facts;
    private int credited;
    private int visits;

    /** A door and what its scale showed since it moved. */
    private static final class Door {
        private Optional<Boolean> closed = Optional.empty();
        private long movedNanos;
        private boolean openedSinceUnlocked;
        private final Set<BigDecimal> shown = new HashSet<>();
    }

    BinWitness(String what, BinRules rules) {
        this.what = what;
        this.rules = rules;
        forget();
    }

    private void forget() {
        rules.compartments().keySet().forEach(name -> doors.put(name, new Door()));
    }

    /** The gateway ends and starts. What began and did not end, by the journal. */
    Optional<Bin.Unfinished> restarts() {
        forget();
        detectors.clear();
        told.clear();
        offered.clear();
        unlocked = Optional.empty();
        assertTrue(begun.size() <= 1, what + ": two at once " + begun);
        return begun.stream().findFirst().map(one -> one.kind() == Kind.VISIT
                ? new Bin.Unfinished.OfVisit(one.holder(), one.fact())
                : new Bin.Unfinished.OfSession(one.holder(), one.compartment(), one.fact()));
    }

    /** The journal wrote it. */
    Recorded durable(Effect.Write write) {
        facts++;
        var fact = new Recorded(facts, "id-" + facts);
        switch (write) {
            case Effect.Begin begin ->
                begins(new Begun(Kind.SESSION, fact, begin.session().holder(), begin.session().compartment()));
            case Effect.BeginVisit begin -> begins(new Begun(Kind.VISIT, fact, begin.visit().crew(), ""));
            case Effect.End end -> end.ended().begun().ifPresent(one -> ends(Kind.SESSION, one));
            case Effect.EndVisit end -> ends(Kind.VISIT, end.left().visit().begun().orElseThrow());
        }
        return fact;
    }

    private void begins(Begun one) {
        assertEquals(List.of(), begun, what + ": one begins in the middle of another");
        begun.add(one);
    }

    private void ends(Kind kind, Recorded fact) {
        assertTrue(begun.removeIf(one -> one.kind() == kind && one.fact().equals(fact)),
                what + ": " + fact + " ends without a beginning, or twice");
        visits += kind == Kind.VISIT ? 1 : 0;
        unlocked = Optional.empty();
    }

    void saw(Event event, List<Effect> effects) {
        observe(event);
        boolean locked = false;
        for (var effect : effects) {
            switch (effect) {
                case Effect.Lock _ -> locked = true;
                case Effect.Tell tell -> judge(tell, locked);
                case Effect.Unlock unlock -> judge(unlock, event);
                case Effect.Write write -> {
                    assertFalse(offered.containsKey(write.draft()), what + ": a number given twice");
                    offered.put(write.draft(), write);
                    judge(write);
                }
                case Effect.Refuse _ -> assertTrue(event instanceof Event.Chosen, what);
            }
        }
    }

    private void observe(Event event) {
        switch (event) {
            case Event.Weighed(String name, var weight) -> door(name).shown.add(weight.reading().value());
            case Event.NoWeight none -> door(none.compartment()).shown.clear();
            case Event.ScaleLost lost -> door(lost.compartment()).shown.clear();
            case Event.ScaleUp up -> door(up.compartment()).shown.clear();
            case Event.Door moved -> {
                var door = door(moved.compartment());
                if (!door.closed.equals(moved.closed())) {
                    door.closed = moved.closed();
                    door.movedNanos = moved.atNanos();
                    spoilt |= moved.compartment().equals(beginning);
                    door.shown.clear();
                    door.openedSinceUnlocked |= door.closed.equals(Optional.of(false));
                }
            }
            case Event.Alarmed alarmed -> {
                if (alarmed.raised()) {
                    detectors.add(alarmed.sounding());
                    spoilt = true;
                } else {
                    detectors.remove(alarmed.sounding());
                }
            }
            case Event.Card _,Event.Chosen _,Event.Fill _,Event.Committed _,Event.CommitFailed _,Event.Tick _ -> {
                // nothing that is seen of the bin itself
            }
        }
    }

    private Door door(String name) {
        return Optional.ofNullable(doors.get(name)).orElseThrow();
    }

    private void judge(Effect.Tell tell, boolean locked) {
        assertTrue(!tell.raised() || locked, what + ": an alarm was told before the locks were at rest");
        assertTrue(tell.raised() ? told.add(tell.sounding()) : told.remove(tell.sounding()),
                what + ": told twice " + tell);
        if (!tell.sounding().alarm().name().startsWith("DOOR")) {
            assertEquals(tell.raised(), detectors.contains(tell.sounding()), what + ": no such alarm " + tell);
        }
    }

    /** Only directly on what was written, or for the crew that is let in already. */
    private void judge(Effect.Unlock unlock, Event event) {
        boolean fire = detectors.stream().anyMatch(one -> one.alarm().fire());
        if (event instanceof Event.Card(_, Holder holder)) {
            assertEquals(Standing.CREW, holder.standing(), what);
            assertEquals(1, lasting(Kind.VISIT), what + ": the crew is not here");
            assertFalse(fire, what + ": a door is unlocked in a fire");
            return;
        }
        var committed = (Event.Committed) event;
        assertEquals(Set.of(committed.seq()), Set.copyOf(begun.stream().map(one -> one.fact().seq()).toList()), what);
        switch (offered.get(committed.draft())) {
            case Effect.Begin(_, _, Session session) -> {
                assertEquals(Set.of(session.compartment()), unlock.compartments(), what);
                assertFalse(spoilt, what + ": a door is unlocked after an alarm, or after it moved");
                assertEquals(Set.of(), detectors, what + ": a door is unlocked in an alarm");
                assertEquals(Set.of(), told, what + ": a door is unlocked in an alarm");
                var door = door(session.compartment());
                assertEquals(Optional.of(true), door.closed, what + ": a door is unlocked that is not shut");
                assertTrue(door.shown.contains(session.before().value()), what + ": another weight before");
                door.openedSinceUnlocked = false;
                unlocked = Optional.of(new Recorded(committed.seq(), committed.id()));
            }
            case Effect.BeginVisit _ -> assertFalse(fire, what + ": a door is unlocked in a fire");
            case null, default -> throw new AssertionError(what + ": unlocked on " + committed);
        }
    }

    private void judge(Effect.Write write) {
        switch (write) {
            case Effect.Begin begin -> {
                beginning = begin.session().compartment();
                spoilt = false;
                assertEquals(Set.of(), detectors, what + ": begun in an alarm");
                assertEquals(Optional.of(true), door(begin.session().compartment()).closed, what);
            }
            case Effect.End(_, Ended ended) -> {
                if (ended.outcome() == Outcome.CREDITED) {
                    judgeCredit(ended);
                }
            }
            case Effect.BeginVisit _,Effect.EndVisit _ -> {
                // judged when they are written
            }
        }
    }

    private void judgeCredit(Ended ended) {
        if (ended.begun().isPresent() && ended.begun().equals(unlocked)) {
            var name = ended.compartment().orElseThrow();
            var door = door(name);
            var after = ended.after().orElseThrow().value();
            long shutNanos = ended.opened().flatMap(Ended.Opened::closedNanos).orElseThrow();
            if (door.closed.equals(Optional.of(true)) && door.shown.contains(after)
                    && door.movedNanos == shutNanos) {
                assertTrue(ended.atNanos() - shutNanos >= rules.closedNanos(), what + ": it may rebound yet");
                credited++;
            } else {
                // offered again, for a journal that had not written it: it was judged the first time
                assertTrue(offered.values().stream().filter(one -> one instanceof Effect.End(_, Ended same)
                        && same.equals(ended)).count() > 1, what + ": credited, not behind a shut door: " + ended);
            }
            assertTrue(door.openedSinceUnlocked, what + ": credited though nobody opened the door");
            var delta = after.subtract(ended.before().orElseThrow().value());
            assertEquals(Optional.of(delta), ended.credited(), what);
            assertTrue(delta.compareTo(rules.part(name).weighing().least()) >= 0, what + ": credited " + delta);
        } else {
            throw new AssertionError(what + ": credited without an unlocked door: " + ended);
        }
    }

    int lasting(Kind kind) {
        return (int) begun.stream().filter(one -> one.kind() == kind).count();
    }

    /** Every door is shut and every detector quiet: no alarm lasts. */
    void evening() {
        assertEquals(Set.of(), told, what + ": an alarm that nobody told to be over");
    }

    int credited() {
        return credited;
    }

    int visits() {
        return visits;
    }
}

package io.steelyard.gateway.deposit;

import java.util.Optional;

/** Where a bin stands between its people. {@link Bin} draws the transitions. */
public sealed interface State {
    /** Nobody is served. Every door should be shut. */
    record Resting() implements State {}

    /** A resident is known and has to choose where to. */
    record Choosing(Holder holder, long sinceNanos) implements State {}

    /** The weight before is awaited; the door is locked. */
    record Before(Holder holder, String compartment, long sinceNanos) implements State {}

    /**
     * That the session begins is with the journal; the door is locked.
     *
     * @param sinceNanos when the weight before was captured
     * @param spoilt what ended the session meanwhile, be it over again: the weight before is none any more
     */
    record Beginning(Session session, long draft, long sinceNanos, Optional<Outcome> spoilt) implements State {}

    /** The door may be opened. */
    record Unlocked(Session session, long sinceNanos) implements State {}

    /** The door is open. */
    record Open(Session session, long openedNanos) implements State {}

    /** The door is shut again, and the weight after is awaited. A door that rebounds from a hand opens again. */
    record Closed(Session session, long openedNanos, long closedNanos) implements State {}

    /**
     * How the session ended is with the journal. It is written sooner or later: nobody else is served before.
     *
     * @param draft its number there; empty while it has to be offered again
     */
    record Ending(Ended ended, Optional<Long> draft, long sinceNanos) implements State {}

    /** A crew is known; weights are awaited, but not for long. */
    record Arriving(Holder crew, long sinceNanos) implements State {}

    /** That a visit begins is with the journal; the doors are locked. */
    record VisitBeginning(Visit visit, long draft) implements State {}

    /** The crew may open every door. */
    record Visiting(Visit visit, long sinceNanos) implements State {}

    /** How the visit ended is with the journal. */
    record VisitEnding(Visit.Left left, Optional<Long> draft, long sinceNanos) implements State {}

    /** Whose turn it is; empty where nobody is served. */
    default Optional<Holder> served() {
        return switch (this) {
            case Resting _ -> Optional.empty();
            case Choosing choosing -> Optional.of(choosing.holder());
            case Before before -> Optional.of(before.holder());
            case Ending ending -> Optional.of(ending.ended().holder());
            case Arriving arriving -> Optional.of(arriving.crew());
            case VisitBeginning beginning -> Optional.of(beginning.visit().crew());
            case Visiting visiting -> Optional.of(visiting.visit().crew());
            case VisitEnding ending -> Optional.of(ending.left().visit().crew());
            case Beginning _,Unlocked _,Open _,Closed _ -> underWay().map(Session::holder);
        };
    }

    /** The session under way, from its weight before until its end is known. */
    default Optional<Session> underWay() {
        return switch (this) {
            case Beginning beginning -> Optional.of(beginning.session());
            case Unlocked unlocked -> Optional.of(unlocked.session());
            case Open open -> Optional.of(open.session());
            case Closed closed -> Optional.of(closed.session());
            case Resting _,Choosing _,Before _,Ending _,Arriving _,VisitBeginning _,Visiting _,VisitEnding _ ->
                Optional.empty();
        };
    }

    /** Whether this compartment's door may be open. */
    default boolean allows(String compartment) {
        return switch (this) {
            case Unlocked _,Open _,Closed _ -> underWay().orElseThrow().compartment().equals(compartment);
            case Visiting _ -> true;
            case Resting _,Choosing _,Before _,Beginning _,Ending _,Arriving _,VisitBeginning _,VisitEnding _ -> false;
        };
    }
}

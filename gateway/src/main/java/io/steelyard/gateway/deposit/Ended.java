package io.steelyard.gateway.deposit;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How a session ended, as it is to be written down.
 *
 * @param atNanos when
 * @param outcome how
 * @param holder whose card
 * @param compartment where to; empty where it did not come to that
 * @param begun the fact that stands for its beginning; empty where no door was to be unlocked
 * @param before the weight before; empty where there was none
 * @param after the weight after; empty where there was none
 * @param opened when the door was opened, and when it was shut for good; empty where it was not
 * @param why one sentence where the outcome does not say it all
 */
public record Ended(long atNanos, Outcome outcome, Holder holder, Optional<String> compartment,
        Optional<Recorded> begun,
        Optional<Captured> before, Optional<Captured> after, Optional<Opened> opened, Optional<String> why) {

    public Ended {
        if (outcome == Outcome.CREDITED && (begun.isEmpty() || before.isEmpty() || after.isEmpty()
                || opened.flatMap(Opened::closedNanos).isEmpty()
                || after.get().value().compareTo(before.get().value()) <= 0)) {
            throw new IllegalStateException("nothing is credited but more than before, behind a door that was shut");
        }
    }

    /** A door's way: when it was opened, and when it was shut for good, if it was. */
    public record Opened(long openedNanos, Optional<Long> closedNanos) {}

    /** Where it came to nothing. */
    static Ended turnedAway(long atNanos, Outcome outcome, Holder holder, Optional<String> compartment,
            Optional<String> why) {
        return new Ended(atNanos, outcome, holder, compartment, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), why);
    }

    /** The gateway ended in the middle of it. */
    static Ended broken(long atNanos, Holder holder, String compartment, Recorded begun) {
        return new Ended(atNanos, Outcome.BROKEN, holder, Optional.of(compartment), Optional.of(begun),
                Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Ended of(Session session, long atNanos, Outcome outcome) {
        return new Ended(atNanos, outcome, session.holder(), Optional.of(session.compartment()), session.begun(),
                Optional.of(session.before()), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With both weights. */
    static Ended weighed(Session session, long atNanos, Outcome outcome, Opened opened, Captured after) {
        return new Ended(atNanos, outcome, session.holder(), Optional.of(session.compartment()), session.begun(),
                Optional.of(session.before()), Optional.of(after), Optional.of(opened), Optional.empty());
    }

    Ended because(String sentence) {
        return new Ended(atNanos, outcome, holder, compartment, begun, before, after, opened, Optional.of(sentence));
    }

    Ended opened(long openedNanos, Optional<Long> closedNanos) {
        return new Ended(atNanos, outcome, holder, compartment, begun, before, after,
                Optional.of(new Opened(openedNanos, closedNanos)), why);
    }

    /** After less before, exactly as the scale showed both; empty unless both are known. */
    public Optional<BigDecimal> delta() {
        return after.flatMap(last -> before.map(first -> last.value().subtract(first.value())));
    }

    /** What counts for the resident: the whole difference, or nothing. */
    public Optional<BigDecimal> credited() {
        return outcome == Outcome.CREDITED ? delta() : Optional.empty();
    }
}

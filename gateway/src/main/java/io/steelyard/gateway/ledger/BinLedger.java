package io.steelyard.gateway.ledger;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each compartment of a bin should weigh, what its gateway was in the middle of, and what is usual there: folded from facts
 * in the order of their numbers. A monitor that only computes: any thread.
 */
public final class BinLedger {
    /** Sessions that are remembered. */
    public static final int RECENT_MAX = 100;

    private final Map<String, Contents> contents = new HashMap<>();
    private final Deque<Recent> recent = new ArrayDeque<>();
    private Optional<Begun> unfinished = Optional.empty();

    /**
     * What the facts say of one compartment, in its scale's unit.
     *
     * @param weight what it should weigh: every change by a session, less what was taken, less the differences that were found
     * @param deposited the changes by sessions since the crew was here
     * @param sessions how many these were
     */
    public record Contents(BigDecimal weight, BigDecimal deposited, int sessions) {
        static final Contents NONE = new Contents(BigDecimal.ZERO, BigDecimal.ZERO, 0);

        /** What it should weigh after one more session. */
        public BigDecimal after(BigDecimal delta) {
            return weight.add(delta);
        }

        private Contents deposited(BigDecimal delta) {
            return new Contents(weight.add(delta), deposited.add(delta), sessions + 1);
        }

        private Contents less(BigDecimal difference) {
            return new Contents(weight.subtract(difference), deposited, sessions);
        }

        private Contents visited() {
            return new Contents(weight, BigDecimal.ZERO, 0);
        }
    }

    /**
     * The beginning of something whose end is not written yet.
     *
     * @param handover a visit of the crew; otherwise a session
     * @param seq the fact's number
     * @param id the fact's id
     * @param card whose, a token
     * @param account how it was to be booked; empty for a visit
     * @param compartment where to; empty for a visit
     */
    public record Begun(boolean handover, long seq, String id, String card, Optional<String> account,
            Optional<String> compartment) {}

    private record Recent(String card, Optional<String> compartment, Optional<BigDecimal> delta) {}

    /** Takes the next fact, of any type; those before it were given before. */
    public synchronized void add(byte[] bytes) {
        FactText.read(bytes).ifPresent(fact -> {
            switch (fact.text("type")) {
                case "deposit" -> deposit(fact);
                case "handover" -> handover(fact);
                case "difference" -> fact.objects("data.compartments")
                        .forEach(one -> change(one, "difference"));
                default -> {
                    // no business of a bin
                }
            }
        });
    }

    private void deposit(FactText fact) {
        var compartment = fact.optional("data.compartment");
        if (fact.text("data.event").equals("begun")) {
            unfinished = Optional.of(new Begun(false, fact.seq(), fact.text("id"), fact.text("data.card"),
                    fact.optional("data.account"), compartment));
            return;
        }
        ended(fact);
        var delta = fact.optional("data.delta").map(BigDecimal::new);
        delta.ifPresent(change -> contents.merge(compartment.orElseThrow(), Contents.NONE.deposited(change),
                (before, _) -> before.deposited(change)));
        recent.addLast(new Recent(fact.text("data.card"), compartment, delta));
        if (recent.size() > RECENT_MAX) {
            recent.removeFirst();
        }
    }

    private void handover(FactText fact) {
        if (fact.text("data.event").equals("begun")) {
            unfinished = Optional
                    .of(new Begun(true, fact.seq(), fact.text("id"), fact.text("data.crew"), Optional.empty(),
                            Optional.empty()));
            return;
        }
        ended(fact);
        for (var one : fact.objects("data.compartments")) {
            change(one, "taken");
            contents.computeIfPresent(one.text("name"), (_, part) -> part.visited());
        }
    }

    private void ended(FactText fact) {
        var begun = fact.refersTo("data.begun");
        unfinished = unfinished.filter(one -> begun.isEmpty() || one.seq() != begun.getAsLong());
    }

    private void change(FactText one, String by) {
        one.optional(by).map(BigDecimal::new).ifPresent(change -> contents.merge(one.text("name"),
                Contents.NONE.less(change), (before, _) -> before.less(change)));
    }

    /** What that compartment should hold. */
    public synchronized Contents contents(String compartment) {
        return contents.getOrDefault(compartment, Contents.NONE);
    }

    /** What has begun and not ended. */
    public synchronized Optional<Begun> unfinished() {
        return unfinished;
    }

    /** How many of the latest {@value #RECENT_MAX} sessions were this card's. */
    public synchronized long sessionsOf(String card) {
        return recent.stream().filter(one -> one.card().equals(card)).count();
    }

    /** How many of the latest sessions at that compartment, without a break, changed its weight by exactly this. */
    public synchronized int inARow(String compartment, BigDecimal delta) {
        int alike = 0;
        for (var latest = recent.descendingIterator(); latest.hasNext();) {
            var one = latest.next();
            if (one.compartment().equals(Optional.of(compartment)) && one.delta().isPresent()) {
                if (one.delta().get().compareTo(delta) != 0) {
                    return alike;
                }
                alike++;
            }
        }
        return alike;
    }
}

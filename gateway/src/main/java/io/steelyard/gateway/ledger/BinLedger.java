package io.steelyard.gateway.ledger;

import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * What each compartment of a bin should weigh, what its gateway was in the middle of, and what is usual there: folded from facts
 * in the order of their numbers. A monitor that only computes: any thread.
 */
public final class BinLedger {
    /** Sessions that are remembered. */
    public static final int RECENT_MAX = 100;

    private static final String PART = "part";
    private static final String SESSION = "session";
    private static final String VISIT = "visit";
    private static final String LASTING = "lasting";
    private static final String RECENT = "recent";
    /** No name, token or number is this. */
    private static final String NOTHING = "-";

    private final Map<Part, Contents> contents = new HashMap<>();
    private final Deque<Recent> recent = new ArrayDeque<>();
    private final Set<Lasting> lasting = new HashSet<>();
    private Optional<Begun> unfinished = Optional.empty();
    private long through;

    /** A compartment with a scale of this unit: after another scale its books begin anew. */
    private record Part(String compartment, String unit) {}

    /**
     * What the facts say of one compartment, in its scale's unit. What it weighs stands whole in each fact that changes it, so the
     * newest facts are enough to know it.
     *
     * @param weight what it should weigh: every change by a session, less what was taken, less the differences that were found
     * @param deposited the changes by sessions since the crew was here, as far back as facts were given
     * @param sessions how many these were
     */
    public record Contents(BigDecimal weight, BigDecimal deposited, int sessions) {
        static final Contents NONE = new Contents(BigDecimal.ZERO, BigDecimal.ZERO, 0);

        /** What it should weigh after one more session. */
        public BigDecimal after(BigDecimal delta) {
            return weight.add(delta);
        }

        private Contents deposited(BigDecimal delta, BigDecimal books) {
            return new Contents(books, deposited.add(delta), sessions + 1);
        }

        private Contents weighing(BigDecimal found) {
            return new Contents(found, deposited, sessions);
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

    /**
     * An alarm that began and is not over.
     *
     * @param alarm which, as in the fact
     * @param source who tells it
     */
    public record Lasting(String alarm, String source) {}

    /** A session that had begun. */
    private record Recent(String card, Optional<String> compartment, Optional<BigDecimal> delta) {}

    /** Takes the next fact, of any type; those before it were given before, and any that was is passed over. */
    public synchronized void add(byte[] bytes) {
        FactText.read(bytes).filter(fact -> fact.seq() > through).ifPresent(fact -> {
            through = fact.seq();
            switch (fact.text("type")) {
                case "deposit" -> deposit(fact);
                case "handover" -> handover(fact);
                case "difference" -> fact.objects("data.compartments").forEach(one -> one.optional("found")
                        .ifPresent(found -> change(one, was -> was.weighing(new BigDecimal(found)))));
                case "device" -> alarm(fact);
                default -> {
                    // no business of a bin
                }
            }
        });
    }

    private void alarm(FactText fact) {
        fact.optional("data.alarm").ifPresent(alarm -> {
            var one = new Lasting(alarm, fact.text("data.source"));
            if (fact.text("data.event").equals("alarm-raised")) {
                lasting.add(one);
            } else {
                lasting.remove(one);
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
        delta.ifPresent(change -> change(fact, "data.compartment", "data.unit",
                was -> was.deposited(change, new BigDecimal(fact.text("data.books")))));
        if (fact.optional("data.begun.seq").isPresent()) {
            recent.addLast(new Recent(fact.text("data.card"), compartment, delta));
        }
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
            one.optional("taken").ifPresent(
                    _ -> change(one, was -> was.weighing(new BigDecimal(one.text("after.net")))));
            change(one, Contents::visited);
        }
    }

    private void ended(FactText fact) {
        var begun = fact.refersTo("data.begun");
        unfinished = unfinished.filter(one -> begun.isEmpty() || one.seq() != begun.getAsLong());
    }

    private void change(FactText one, UnaryOperator<Contents> by) {
        change(one, "name", "unit", by);
    }

    private void change(FactText fact, String name, String unit, UnaryOperator<Contents> by) {
        contents.compute(new Part(fact.text(name), fact.text(unit)),
                (_, was) -> by.apply(was == null ? Contents.NONE : was));
    }

    /** The number of the newest fact that it was given. */
    public synchronized long through() {
        return through;
    }

    /** All of it as text, so that the facts behind it need not be kept. */
    public synchronized String text() {
        var lines = new StringJoiner("\n", "", "\n");
        lines.add("through " + through);
        contents.forEach((part, is) -> lines.add(String.join(" ", PART, part.compartment(), part.unit(),
                is.weight().toPlainString(), is.deposited().toPlainString(), String.valueOf(is.sessions()))));
        unfinished.ifPresent(one -> lines.add(String.join(" ", one.handover() ? VISIT : SESSION,
                String.valueOf(one.seq()), one.id(), one.card(), one.account().orElse(NOTHING),
                one.compartment().orElse(NOTHING))));
        lasting.forEach(one -> lines.add(String.join(" ", LASTING, one.alarm(), one.source())));
        recent.forEach(one -> lines.add(String.join(" ", RECENT, one.card(), one.compartment().orElse(NOTHING),
                one.delta().map(BigDecimal::toPlainString).orElse(NOTHING))));
        return lines.toString();
    }

    /**
     * A ledger as its text says it; later facts are still to be given.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    public static BinLedger of(String text) {
        var ledger = new BinLedger();
        text.lines().forEach(line -> ledger.read(line.split(" ")));
        return ledger;
    }

    private void read(String[] words) {
        try {
            switch (words[0]) {
                case "through" -> through = Long.parseLong(words[1]);
                case PART -> contents.put(new Part(words[1], words[2]), new Contents(new BigDecimal(words[3]),
                        new BigDecimal(words[4]), Integer.parseInt(words[5])));
                case SESSION, VISIT -> unfinished = Optional.of(new Begun(words[0].equals(VISIT),
                        Long.parseLong(words[1]), words[2], words[3], something(words[4]), something(words[5])));
                case LASTING -> lasting.add(new Lasting(words[1], words[2]));
                case RECENT -> recent.add(new Recent(words[1], something(words[2]),
                        something(words[3]).map(BigDecimal::new)));
                default -> throw new IllegalArgumentException("no books of a bin say " + words[0]);
            }
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException cut) {
            throw new IllegalArgumentException("the books of a bin are cut off at " + words[0], cut);
        }
    }

    private static Optional<String> something(String word) {
        return Optional.of(word).filter(one -> !one.equals(NOTHING));
    }

    /** What that compartment should hold by a scale of this unit. */
    public synchronized Contents contents(String compartment, WeightUnit unit) {
        return contents.getOrDefault(new Part(compartment, unit.unece()), Contents.NONE);
    }

    /** The alarms that began and are not over. */
    public synchronized Set<Lasting> lasting() {
        return Set.copyOf(lasting);
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

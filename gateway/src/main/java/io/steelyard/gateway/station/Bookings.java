package io.steelyard.gateway.station;

import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.ledger.Booking;
import io.steelyard.gateway.ledger.Entry;
import io.steelyard.gateway.ledger.Ledger;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Sentence.Code;
import io.steelyard.gateway.weighing.Sentence;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What operators have written: voids, corrections, typed weights, shifts. Each is a fact of its own that refers to an earlier
 * one; nothing is edited. A monitor that never waits: any thread.
 */
public final class Bookings {
    /** A sentence, not a letter. */
    public static final int REASON_CHARACTERS_MAX = 200;
    /** Longer than any code that a reader reads. */
    public static final int CODE_CHARACTERS_MAX = 64;
    /** Stands for the shift among the records under way: no record has this number. */
    private static final long SHIFT = 0;

    private final Ledger ledger;
    private final List<StationPlan> stations;
    private final Optional<Tariff> tariff;
    private final Tokens tokens;
    private final Commits commits;

    /** What is with the journal. Who asks for more of the same waits: one record is voided once. Guarded by this. */
    private final Set<Long> underWay = new HashSet<>();
    private final AtomicLong duplicates = new AtomicLong();

    /** @param ledger knows of every fact that the journal wrote before the journal answers whoever offered it */
    public Bookings(Ledger ledger, List<StationPlan> stations, Optional<Tariff> tariff, Tokens tokens,
            Commits commits) {
        this.ledger = ledger;
        this.stations = List.copyOf(stations);
        this.tariff = tariff;
        this.tokens = tokens;
        this.commits = commits;
    }

    /**
     * Who wants it, when and why.
     *
     * @param operator who signed in, by the name in the operators' file; empty where nobody has to
     * @param reason in the operator's words; a shift needs none
     */
    public record Wish(long atNanos, Optional<String> operator, String reason) {}

    /**
     * What is to be booked instead; what is empty stays as it is.
     *
     * @param household the household's code as presented; its token is recorded
     */
    public record Change(Optional<String> material, Optional<String> bag, Optional<String> household,
            Optional<BigDecimal> unpaid) {}

    /** A weight that an operator typed, in the station's unit. */
    public record Typed(String station, BigDecimal net, String material, Optional<String> bag) {}

    /** Changes that were refused because they were made already, or are being made. Any thread. */
    public long duplicates() {
        return duplicates.get();
    }

    /** Makes a record void: it happened, and counts nowhere. */
    public synchronized void makeVoid(Wish wish, long seq, Answer answer) {
        var refusal = refusal(wish, seq);
        if (refusal.isPresent()) {
            answer.refused(refusal.get());
            return;
        }
        var entry = ledger.entry(seq).orElseThrow();
        write(seq, new Draft(FactType.VOID, wish.atNanos(), BookingData.refers(entry).and(signed(wish))), answer);
    }

    /** Books a record differently. Its weight stays. */
    public synchronized void correct(Wish wish, long seq, Change change, Answer answer) {
        var refusal = refusal(wish, seq)
                .or(() -> refusal(ledger.entry(seq).orElseThrow(), change));
        if (refusal.isPresent()) {
            answer.refused(refusal.get());
            return;
        }
        var entry = ledger.entry(seq).orElseThrow();
        write(seq, new Draft(FactType.CORRECTION, wish.atNanos(), BookingData.refers(entry).and(signed(wish))
                .and(BookingData.booked(entry.net(), booked(entry, change)))), answer);
    }

    /** Records a typed weight, where the site allows it. */
    public synchronized void type(Wish wish, Typed typed, Answer answer) {
        var plan = stations.stream().filter(one -> one.name().equals(typed.station())).findFirst();
        var refusal = badReason(wish).or(() -> plan.map(found -> refusal(found, typed)).orElseGet(
                () -> refused(Code.UNKNOWN_STATION, "there is no station " + typed.station())));
        if (refusal.isPresent()) {
            answer.refused(refusal.get());
            return;
        }
        var station = plan.orElseThrow();
        var unpaid = BigDecimal.ZERO.setScale(typed.net().scale());
        var booking = new Booking(typed.material(), typed.bag(), Optional.empty(), unpaid,
                points(typed.material(), typed.net(), station.rules().unit()));
        offer(new Draft(FactType.MANUAL, wish.atNanos(), BookingData.typed(station, typed.net())
                .and(BookingData.booked(typed.net(), booking)).and(signed(wish))),
                new Ending(Optional.empty(), answer));
    }

    /** Opens a shift. */
    public synchronized void openShift(Wish wish, Answer answer) {
        if (ledger.shift().isPresent()) {
            answer.refused(new Sentence(Code.SHIFT_OPEN, "a shift is open already; close it first"));
            return;
        }
        write(SHIFT, new Draft(FactType.SHIFT, wish.atNanos(), BookingData.opened(token(wish))), answer);
    }

    /** Closes the open shift with its totals. */
    public synchronized void closeShift(Wish wish, Answer answer) {
        var soFar = ledger.shiftSoFar();
        if (soFar.isEmpty()) {
            answer.refused(new Sentence(Code.NO_SHIFT_OPEN, "no shift is open; open one first"));
            return;
        }
        write(SHIFT, new Draft(FactType.SHIFT, wish.atNanos(), BookingData.closed(soFar.get(), token(wish))), answer);
    }

    /** Why that record may not be changed. */
    private Optional<Sentence> refusal(Wish wish, long seq) {
        var entry = ledger.entry(seq);
        if (entry.isEmpty()) {
            return seq > 0 && seq <= ledger.head() && !ledger.letGo(seq)
                    ? refused(Code.NOT_A_WEIGHT, "fact " + seq + " is no weight; name a weighing or a typed weight")
                    : refused(Code.UNKNOWN_RECORD, "there is no record " + seq + " among the newest; look it up again");
        }
        if (!entry.get().counts()) {
            duplicates.incrementAndGet();
            return refused(Code.VOID_ALREADY, "record " + seq + " is void already; nothing about it counts");
        }
        return badReason(wish);
    }

    private static Optional<Sentence> badReason(Wish wish) {
        return prints(wish.reason(), REASON_CHARACTERS_MAX)
                ? Optional.empty()
                : refused(Code.BAD_TEXT, "say why, in 1 to " + REASON_CHARACTERS_MAX + " characters");
    }

    private Optional<Sentence> refusal(Entry entry, Change change) {
        var unpaid = change.unpaid().orElse(BigDecimal.ZERO);
        if (unpaid.signum() < 0 || unpaid.stripTrailingZeros().scale() > entry.net().scale()) {
            return refused(Code.BAD_WEIGHT, "an unpaid part of " + unpaid.toPlainString()
                    + " is no weight of that scale; type it with as many decimals as " + entry.net().toPlainString());
        }
        if (unpaid.compareTo(entry.net()) > 0) {
            return refused(Code.UNPAID_ABOVE_NET, "the unpaid part " + unpaid.toPlainString()
                    + " is more than the weight " + entry.net().toPlainString() + "; type a smaller part");
        }
        return badCodes(change.material(), change.bag()).or(() -> badCodes(Optional.empty(), change.household()))
                .or(() -> same(entry.booking(), booked(entry, change)) ? bookedAlready(entry) : Optional.empty());
    }

    private Optional<Sentence> bookedAlready(Entry entry) {
        duplicates.incrementAndGet();
        return refused(Code.NOTHING_CHANGED, "record " + entry.seq() + " is booked so already");
    }

    private static Optional<Sentence> refusal(StationPlan plan, Typed typed) {
        if (!plan.manual()) {
            return refused(Code.MANUAL_NOT_ALLOWED,
                    "this site allows no typed weights at " + plan.name() + "; put the load on the scale");
        }
        var net = typed.net();
        if (net.signum() <= 0 || net.compareTo(plan.rules().most()) > 0 || !plan.rules().onGrid(net)) {
            return refused(Code.BAD_WEIGHT, net.toPlainString() + " is no weight of this scale; type up to "
                    + plan.rules().most().toPlainString() + " in steps of " + plan.rules().division().toPlainString());
        }
        return badCodes(Optional.of(typed.material()), typed.bag());
    }

    private static Optional<Sentence> badCodes(Optional<String> material, Optional<String> code) {
        if (!material.map(Materials::known).orElse(true)) {
            return refused(Code.UNKNOWN_MATERIAL,
                    material.orElse("") + " is no material code; choose one of the list");
        }
        return code.map(text -> prints(text, CODE_CHARACTERS_MAX)).orElse(true)
                ? Optional.empty()
                : refused(Code.BAD_TEXT, "a code has 1 to " + CODE_CHARACTERS_MAX + " characters; scan it again");
    }

    private static boolean prints(String text, int charactersMax) {
        return !text.isBlank() && text.length() <= charactersMax && text.chars().noneMatch(Character::isISOControl);
    }

    private static Optional<Sentence> refused(Code code, String text) {
        return Optional.of(new Sentence(code, text));
    }

    private Booking booked(Entry entry, Change change) {
        var was = entry.booking();
        var material = change.material().orElse(was.material());
        var unpaid = change.unpaid().map(typed -> typed.setScale(entry.net().scale())).orElse(was.unpaid());
        return new Booking(material, change.bag().or(was::bag), change.household().map(tokens::of).or(was::household),
                unpaid, points(material, entry.net().subtract(unpaid), entry.unit()));
    }

    private static boolean same(Booking was, Booking is) {
        return was.material().equals(is.material()) && was.bag().equals(is.bag())
                && was.household().equals(is.household()) && was.unpaid().compareTo(is.unpaid()) == 0;
    }

    private Optional<Tariff.Points> points(String material, BigDecimal paid, WeightUnit unit) {
        return tariff.flatMap(one -> one.points(material, paid, unit));
    }

    private FactData signed(Wish wish) {
        return BookingData.signed(wish.reason(), token(wish));
    }

    private Optional<String> token(Wish wish) {
        return wish.operator().map(tokens::of);
    }

    private void write(long record, Draft draft, Answer answer) {
        if (!underWay.add(record)) {
            duplicates.incrementAndGet();
            answer.refused(new Sentence(Code.BEING_CHANGED, "this is being written already; look again in a moment"));
            return;
        }
        offer(draft, new Ending(Optional.of(record), answer));
    }

    private void offer(Draft draft, Ending ending) {
        if (!commits.offer(draft, ending)) {
            ending.failed(draft.capturedNanos(), "the journal takes no more; try again in a moment");
        }
    }

    private synchronized void ended(Optional<Long> record) {
        record.ifPresent(underWay::remove);
    }

    /** Brings the journal's answer to whoever asked; the ledger knows of the fact by then. */
    private final class Ending implements Commits.Completion {
        private final Optional<Long> record;
        private final Answer answer;

        Ending(Optional<Long> record, Answer answer) {
            this.record = record;
            this.answer = answer;
        }

        @Override
        public void committed(long atNanos, long seq, String id) {
            ended(record);
            answer.recorded(seq, id);
        }

        @Override
        public void failed(long atNanos, String reason) {
            ended(record);
            answer.refused(new Sentence(Code.NOT_WRITTEN, reason));
        }
    }
}

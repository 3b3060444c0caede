package io.steelyard.gateway.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The newest records as they count now, folded from facts in the order of their numbers. A monitor that only computes: any
 * thread.
 */
public final class Ledger {
    /** Older records are let go; they can be voided and corrected no more. */
    public static final int ENTRIES_MAX = 5_000;

    private final ZoneId zone;
    private final int entriesMax;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private long head;
    private long version;
    private boolean incomplete;
    private Optional<Shift> shift = Optional.empty();
    /** What the open shift's records that were let go add up to: nothing changes them any more. */
    private Totals letGo = Totals.NONE;

    /** @param zone whose days and hours are meant */
    public Ledger(ZoneId zone) {
        this(zone, ENTRIES_MAX);
    }

    Ledger(ZoneId zone, int entriesMax) {
        this.zone = zone;
        this.entriesMax = entriesMax;
    }

    /** Takes the next fact, of any type; those before it were given before. */
    public synchronized void add(byte[] bytes) {
        var read = FactText.read(bytes);
        if (read.isEmpty()) {
            incomplete = true;
            return;
        }
        var fact = read.get();
        incomplete |= head == 0 && fact.seq() > 1;
        head = fact.seq();
        switch (fact.text("type")) {
            case "weighing", "manual" -> fact.entry().ifPresentOrElse(this::keep, () -> incomplete = true);
            case "void" -> change(fact, entry -> entry.voided(fact.seq()));
            case "correction" -> change(fact, entry -> entry.corrected(fact.seq(), fact.booking()));
            case "shift" -> shift(fact);
            default -> {
                return; // no business of a ledger
            }
        }
        version++;
    }

    /** Facts could not be read. What was taken so far goes as well, so that nothing is missing between two records. */
    public synchronized void missing() {
        entries.clear();
        shift = Optional.empty();
        letGo = Totals.NONE;
        incomplete = true;
    }

    private void keep(Entry entry) {
        entries.put(entry.seq(), entry);
        if (entries.size() > entriesMax) {
            var oldest = entries.pollFirstEntry().getValue();
            incomplete = true;
            if (shift.isPresent() && oldest.seq() > shift.get().seq()) {
                letGo = letGo.plus(Totals.of(List.of(oldest)));
            }
        }
    }

    /** What is void stays void, and is corrected no more. */
    private void change(FactText fact, UnaryOperator<Entry> changed) {
        fact.refersTo("data.refers").ifPresent(
                seq -> entries.computeIfPresent(seq, (_, entry) -> entry.counts() ? changed.apply(entry) : entry));
    }

    private void shift(FactText fact) {
        var opened = fact.refersTo("data.opened");
        shift = opened.isEmpty()
                ? Optional.of(fact.shift())
                : shift.filter(open -> open.seq() != opened.getAsLong());
        letGo = Totals.NONE;
    }

    /** The number of the newest fact. */
    public synchronized long head() {
        return head;
    }

    /** Grows with every change. */
    public synchronized long version() {
        return version;
    }

    /** The records of that day. */
    public synchronized Day day(LocalDate day) {
        var from = day.atStartOfDay(zone).toInstant();
        var until = day.plusDays(1).atStartOfDay(zone).toInstant();
        var ofTheDay = entries.descendingMap().values().stream()
                .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(until)).toList();
        boolean whole = !incomplete || !entries.isEmpty() && entries.firstEntry().getValue().at().isBefore(from);
        return new Day(ofTheDay, Totals.of(ofTheDay), hours(ofTheDay), !whole);
    }

    private List<Day.Hour> hours(List<Entry> ofTheDay) {
        SortedMap<Integer, BigDecimal> kilograms = new TreeMap<>();
        ofTheDay.stream().filter(Entry::counts).forEach(
                entry -> kilograms.merge(entry.at().atZone(zone).getHour(), entry.netKilograms(), BigDecimal::add));
        return kilograms.entrySet().stream().map(hour -> new Day.Hour(hour.getKey(), hour.getValue())).toList();
    }

    /** The record of that number, if it is a weight's and kept. */
    public synchronized Optional<Entry> entry(long seq) {
        return Optional.ofNullable(entries.get(seq));
    }

    /** The record that a receipt names, if it is kept. */
    public synchronized Optional<Entry> receipt(String code) {
        return entries.descendingMap().values().stream().filter(entry -> entry.receipt().equals(code)).findFirst();
    }

    /** Whether a record of that number may once have been kept. */
    public synchronized boolean letGo(long seq) {
        return incomplete && (entries.isEmpty() || seq < entries.firstKey());
    }

    /** The open shift. */
    public synchronized Optional<Shift> shift() {
        return shift;
    }

    /** What was recorded since the open shift began. */
    public synchronized Totals shiftTotals() {
        return shiftSoFar().map(Shift.SoFar::totals).orElse(Totals.NONE);
    }

    /** The open shift with what came of it. */
    public synchronized Optional<Shift.SoFar> shiftSoFar() {
        return shift.map(open -> new Shift.SoFar(open,
                letGo.plus(Totals.of(entries.tailMap(open.seq(), false).values())), head));
    }
}

package io.steelyard.gateway.ledger;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The newest records as they count now, folded from facts in the order of their numbers. A monitor that only computes: any
 * thread.
 */
public final class Ledger {
    /** Older records are let go. */
    public static final int ENTRIES_MAX = 5_000;

    private final ZoneId zone;
    private long version;

    /** @param zone whose days and hours are meant */
    public Ledger(ZoneId zone) {
        this.zone = zone;
    }

    /** Takes the next fact, of any type; those before it were given before. */
    public synchronized void add(byte[] fact) {
        version += fact.length > 0 ? 1 : 0;
    }

    /** Grows with every change. */
    public synchronized long version() {
        return version;
    }

    /** The number of the newest fact taken. */
    public synchronized long head() {
        return 0;
    }

    /** The records of that day. */
    public synchronized Day day(LocalDate day) {
        return new Day(List.of(), new Totals(List.of(), 0, 0, 0), List.of(), day.atStartOfDay(zone) == null);
    }

    /** The record of that number, if it is a weight's and kept. */
    public synchronized Optional<Entry> entry(long seq) {
        return seq > 0 ? Optional.empty() : Optional.empty();
    }

    /** The record that a receipt names. */
    public synchronized Optional<Entry> receipt(String code) {
        return code.isEmpty() ? Optional.empty() : Optional.empty();
    }

    /** The open shift. */
    public synchronized Optional<Shift> shift() {
        return Optional.empty();
    }

    /** What was recorded since the open shift began. */
    public synchronized Totals shiftTotals() {
        return new Totals(List.of(), 0, 0, 0);
    }
}

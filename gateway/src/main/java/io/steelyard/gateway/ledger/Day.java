package io.steelyard.gateway.ledger;

import java.math.BigDecimal;
import java.util.List;

/**
 * The records of one day.
 *
 * @param entries newest first
 * @param hours by hour of the day, those with records
 * @param truncated whether older records of the day may be missing: more came than are kept
 */
public record Day(List<Entry> entries, Totals totals, List<Hour> hours, boolean truncated) {
    /** @param net kilograms */
    public record Hour(int hour, BigDecimal net) {}
}

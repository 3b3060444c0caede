package io.steelyard.gateway.calibration;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * What a finished check of a scale showed. The scale's own rounding is in every number; nothing here is finer than its division.
 *
 * @param zeros what the empty pan showed
 * @param loads what the reference mass showed
 */
public record CheckResult(Instrument instrument, BigDecimal reference, List<BigDecimal> zeros, List<BigDecimal> loads) {
    public CheckResult {
        zeros = List.copyOf(zeros);
        loads = List.copyOf(loads);
    }

    /** Of what the reference mass showed, the number farthest from it. */
    public BigDecimal indicated() {
        return Collections.max(loads, Comparator.comparing(load -> load.subtract(reference).abs()));
    }

    /** By how much that is too high; negative if too low. */
    public BigDecimal error() {
        return indicated().subtract(reference);
    }

    /** The largest error permitted in service. */
    public BigDecimal limit() {
        return instrument.limit(reference);
    }

    /** By how much the weighings of the reference mass differ at most. */
    public BigDecimal spread() {
        return Collections.max(loads).subtract(Collections.min(loads));
    }

    public boolean passed() {
        return faults().isEmpty();
    }

    /** What is wrong, a sentence each. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        zeros.stream().filter(zero -> zero.abs().compareTo(instrument.zeroLimit()) > 0).findFirst()
                .ifPresent(zero -> faults.add("the empty pan shows " + zero.toPlainString()
                        + "; clean the pan, see that nothing touches it, set the scale to zero"));
        if (error().abs().compareTo(limit()) > 0) {
            faults.add("the reference mass of " + reference.toPlainString() + " shows as "
                    + indicated().toPlainString() + ", " + error().abs().toPlainString() + " off where "
                    + limit().toPlainString() + " is permitted; level the scale, and have it adjusted and verified");
        }
        if (spread().compareTo(limit()) > 0) {
            faults.add("the same mass showed " + spread().toPlainString() + " apart where " + limit().toPlainString()
                    + " is permitted; see that the scale stands firm and put the mass in the middle");
        }
        return faults;
    }
}

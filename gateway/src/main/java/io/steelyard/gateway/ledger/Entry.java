package io.steelyard.gateway.ledger;

import io.steelyard.gateway.catalog.Kilograms;
import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One recorded weight as it counts now.
 *
 * @param journal the journal's id
 * @param seq the fact's number
 * @param id the fact's id
 * @param at when it happened, as the calendar stood
 * @param typed whether an operator typed it; otherwise a scale said it
 * @param station the weighing point
 * @param net what the scale showed, or the operator typed; no correction changes it
 * @param unit of all its weights
 * @param recorded as the fact itself says
 * @param booking as it counts now, after the newest correction
 * @param operator a keyed token: who confirmed or typed it
 * @param correctedBy the number of the newest correction
 * @param voidedBy the number of the fact that made it void: it counts nowhere
 * @param receipt see {@link Receipt}
 */
public record Entry(String journal, long seq, String id, Instant at, boolean typed, String station, BigDecimal net,
        WeightUnit unit, Booking recorded, Booking booking, Optional<String> operator, OptionalLong correctedBy,
        OptionalLong voidedBy, String receipt) {

    /** The part of the net weight that earns points. */
    public BigDecimal paid() {
        return net.subtract(booking.unpaid());
    }

    /** Whether it counts. */
    public boolean counts() {
        return voidedBy.isEmpty();
    }

    BigDecimal netKilograms() {
        return Kilograms.of(net, unit);
    }

    BigDecimal paidKilograms() {
        return Kilograms.of(paid(), unit);
    }

    Entry voided(long by) {
        return new Entry(journal, seq, id, at, typed, station, net, unit, recorded, booking, operator, correctedBy,
                OptionalLong.of(by), receipt);
    }

    Entry corrected(long by, Booking now) {
        return new Entry(journal, seq, id, at, typed, station, net, unit, recorded, now, operator, OptionalLong.of(by),
                voidedBy, receipt);
    }
}

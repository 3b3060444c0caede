package io.steelyard.gateway.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * An open shift, named by the fact that opened it.
 *
 * @param operator a keyed token: who opened it
 */
public record Shift(String journal, long seq, String id, Instant openedAt, Optional<String> operator) {
    /**
     * What came of it until now.
     *
     * @param totals of the records that were written since it was opened
     * @param through the number of the newest fact that the totals know of
     */
    public record SoFar(Shift shift, Totals totals, long through) {}
}

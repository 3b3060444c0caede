package io.steelyard.gateway.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * An open shift, named by the fact that opened it.
 *
 * @param operator a keyed token: who opened it
 */
public record Shift(String journal, long seq, String id, Instant openedAt, Optional<String> operator) {}

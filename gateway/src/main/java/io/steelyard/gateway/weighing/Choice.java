package io.steelyard.gateway.weighing;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the clerk chose for one weighing.
 *
 * @param material the code to book; empty for the station's own
 * @param unpaid the part of the net weight that earns nothing, in the station's unit; not below zero
 */
public record Choice(Optional<String> material, BigDecimal unpaid) {
    /** Nothing chosen: the station's material, all of it paid. */
    public static final Choice NONE = new Choice(Optional.empty(), BigDecimal.ZERO);
}

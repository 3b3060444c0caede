package io.steelyard.gateway.ledger;

import io.steelyard.gateway.catalog.Tariff;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a weight was booked as: the part of a record that a correction replaces.
 *
 * @param material the code
 * @param bag the bag's code as read or typed
 * @param household a keyed token
 * @param unpaid the part of the net weight that earns nothing
 * @param points what was quoted
 */
public record Booking(String material, Optional<String> bag, Optional<String> household, BigDecimal unpaid,
        Optional<Tariff.Points> points) {}

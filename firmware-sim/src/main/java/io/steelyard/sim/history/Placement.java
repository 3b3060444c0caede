package io.steelyard.sim.history;

import java.math.BigDecimal;

/**
 * A bag lying on a pan, as the simulated world knows it, and not as anyone measured it.
 *
 * @param station the weighing point's name, as in the fact's {@code data.station}
 * @param fromMillis when it was put down, UTC milliseconds since 1970
 * @param toMillis when it was lifted, UTC milliseconds since 1970
 * @param displayedKilograms what a truthful scale displays for it
 * @param divisionKilograms the scale's division
 */
public record Placement(String station, long fromMillis, long toMillis, BigDecimal displayedKilograms,
        BigDecimal divisionKilograms) {}

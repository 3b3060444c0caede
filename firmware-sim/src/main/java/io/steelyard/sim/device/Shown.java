package io.steelyard.sim.device;

import java.math.BigDecimal;

/**
 * What an indicator displays at one moment.
 *
 * @param gross the load in the scale's unit, rounded to its division, with its decimals
 * @param motion whether the load has not come to rest
 */
record Shown(BigDecimal gross, boolean motion, boolean overload, boolean underload) {}

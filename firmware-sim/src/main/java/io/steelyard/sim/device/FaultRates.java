package io.steelyard.sim.device;

/**
 * How often a line goes wrong. Rates are probabilities from 0 to 1.
 *
 * @param flip of each byte: one of its bits is turned
 * @param drop of each byte: it is lost
 * @param insertNoise of each byte: a random byte comes before it
 * @param stall of each delivery: nothing arrives for a while, then everything at once
 * @param split of each delivery: its end arrives only with the next one
 * @param maxStallNanos the longest a stall lasts
 */
public record FaultRates(double flip, double drop, double insertNoise, double stall, double split,
        long maxStallNanos) {
    /** A perfect line. */
    public static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0, 0);
}

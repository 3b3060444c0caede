package io.steelyard.sim.bin;

import java.math.BigDecimal;

/**
 * How one compartment is fitted.
 *
 * @param name as in the facts
 * @param divisionKilograms its scale's division
 * @param leastKilograms the least deposit that is to be credited
 * @param noiseKilograms how far a change may be off beyond rounding
 * @param lock the output of its lock
 * @param lid the input of its lid switch, which is active while the door is shut
 * @param button the input of the button that chooses it
 */
public record Fitting(String name, BigDecimal divisionKilograms, BigDecimal leastKilograms, BigDecimal noiseKilograms,
        int lock, int lid, int button) {}

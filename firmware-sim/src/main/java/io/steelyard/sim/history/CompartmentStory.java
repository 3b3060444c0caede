package io.steelyard.sim.history;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What really happened at one compartment of a bin, as the simulated world knows it. Times are UTC milliseconds since 1970.
 *
 * @param bin as in the facts' {@code data.bin}
 * @param name as in the facts' {@code data.compartment}
 * @param divisionKilograms the scale's division
 * @param leastKilograms what must at least have been put in to be credited
 * @param noiseKilograms how far a change may be off beyond rounding: a platform still swings a little when it is read
 * @param loads what the platform carried, in order of time, the first before anything else happened
 * @param openings when the door stood open, in order
 * @param pulsesMillis when the lock was energised, in order
 */
public record CompartmentStory(String bin, String name, BigDecimal divisionKilograms, BigDecimal leastKilograms,
        BigDecimal noiseKilograms, List<Load> loads, List<Opening> openings, List<Long> pulsesMillis) {
    /** From this moment on so much lay on the platform. */
    public record Load(long fromMillis, BigDecimal kilograms) {}

    /** The door stood open; {@link #STILL_OPEN} if it never was shut. */
    public record Opening(long fromMillis, long toMillis) {
        public static final long STILL_OPEN = Long.MAX_VALUE;
    }

    public CompartmentStory {
        loads = List.copyOf(loads);
        openings = List.copyOf(openings);
        pulsesMillis = List.copyOf(pulsesMillis);
    }

    /** Everything that lay on the platform between two moments, at least one. */
    List<BigDecimal> loadsBetween(long fromMillis, long toMillis) {
        BigDecimal at = loads.getFirst().kilograms();
        for (Load load : loads) {
            at = load.fromMillis() <= fromMillis ? load.kilograms() : at;
        }
        List<BigDecimal> between = new ArrayList<>(List.of(at));
        loads.stream().filter(load -> load.fromMillis() > fromMillis && load.fromMillis() <= toMillis)
                .forEach(load -> between.add(load.kilograms()));
        return between;
    }
}

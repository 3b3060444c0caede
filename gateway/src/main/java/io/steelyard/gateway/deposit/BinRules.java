package io.steelyard.gateway.deposit;

import io.steelyard.gateway.weighing.Rules;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a bin demands before something that fell in becomes a deposit. Source: the project's domain research G.2 (unattended bin).
 *
 * @param compartments by name, in the order of the configuration
 * @param chooseNanosMax somebody who has to choose where to does so in this time
 * @param beforeNanosMax the weight before settles in this time
 * @param openNanosMax an unlocked door is opened in this time
 * @param shutNanosMax an open door is shut in this time
 * @param closedNanos a door counts as shut for good when it was shut this long: one that rebounds from a hand was not
 * @param afterNanosMax the weight after settles in this time
 * @param visitNanosMax a visit of the crew is over in this time
 * @param quietNanos a visit is over when every door was shut this long
 */
public record BinRules(Map<String, Part> compartments, long chooseNanosMax, long beforeNanosMax, long openNanosMax,
        long shutNanosMax, long closedNanos, long afterNanosMax, long visitNanosMax, long quietNanos) {
    public BinRules {
        if (closedNanos >= afterNanosMax) {
            throw new IllegalArgumentException("a door counts as shut before its weight is given up");
        }
        compartments = Collections.unmodifiableMap(new LinkedHashMap<>(compartments));
    }

    /** Of a compartment that is one of these. */
    public Part part(String compartment) {
        return Optional.ofNullable(compartments.get(compartment)).orElseThrow();
    }

    /**
     * One compartment.
     *
     * @param material the code booked for what falls in
     * @param weighing the scale's unit, step and range, and when its weight counts as stable; {@code least} is the least deposit
     * @param fullAt at this weight it is full; empty where weight does not tell
     * @param fullPercent at this level of its own sensor it is full
     */
    public record Part(String material, Rules weighing, Optional<BigDecimal> fullAt, int fullPercent) {
        public Part {
            if (weighing.least().compareTo(weighing.division()) < 0) {
                throw new IllegalArgumentException("the least deposit is a step of the scale or more");
            }
        }
    }
}

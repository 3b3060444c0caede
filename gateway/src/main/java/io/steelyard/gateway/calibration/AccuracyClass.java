package io.steelyard.gateway.calibration;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/**
 * The class on an instrument's plate, in its oval. OIML R 76 (3.5): the error permitted at verification is half a division up to
 * the first bound, one up to the second, one and a half above; in service it is twice that.
 */
public enum AccuracyClass {
    /** High. */
    II("5000", "20000"),
    /** Medium: what a trade scale in a yard is. */
    III("500", "2000"),
    /** Ordinary. */
    IIII("50", "200");

    private final BigDecimal firstDivisions;
    private final BigDecimal secondDivisions;

    AccuracyClass(String firstDivisions, String secondDivisions) {
        this.firstDivisions = new BigDecimal(firstDivisions);
        this.secondDivisions = new BigDecimal(secondDivisions);
    }

    /** As written on the plate. */
    public static Optional<AccuracyClass> named(String text) {
        return Arrays.stream(values()).filter(one -> one.name().equals(text)).findFirst();
    }

    /** The largest error permitted in service for a load of so many divisions, in divisions. */
    BigDecimal permitted(BigDecimal loadDivisions) {
        if (loadDivisions.compareTo(firstDivisions) <= 0) {
            return BigDecimal.ONE;
        }
        return BigDecimal.valueOf(loadDivisions.compareTo(secondDivisions) <= 0 ? 2 : 3);
    }
}

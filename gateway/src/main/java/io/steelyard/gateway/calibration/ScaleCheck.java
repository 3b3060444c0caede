package io.steelyard.gateway.calibration;

import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Rules;
import io.steelyard.gateway.weighing.Window;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A check of a scale as a value: readings in, the next value out. Three times the empty pan, then the reference mass, each settled
 * as a weighing must be; so one round tells the zero, the error and how well the scale repeats itself.
 *
 * @param reference the mass that is put on, as its certificate says
 * @param zeros what the empty pan showed so far
 * @param loads what the reference mass showed so far
 * @param window the readings that agree now
 */
public record ScaleCheck(Instrument instrument, BigDecimal reference, List<BigDecimal> zeros, List<BigDecimal> loads,
        Window window) {
    /** OIML R 76 asks for at least three weighings of a load to tell how well they agree. */
    public static final int ROUNDS = 3;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** What a person has to do now. */
    public enum Task {
        /** Take everything off. */
        EMPTY_THE_PAN,
        /** Put the reference mass on. */
        PLACE_THE_REFERENCE,
        /** Nothing: the result is there. */
        NONE
    }

    public ScaleCheck {
        zeros = List.copyOf(zeros);
        loads = List.copyOf(loads);
    }

    /** A check that has seen nothing. */
    public static ScaleCheck start(Instrument instrument, BigDecimal reference) {
        return new ScaleCheck(instrument, reference, List.of(), List.of(), Window.NONE);
    }

    public Task task() {
        if (loads.size() == ROUNDS) {
            return Task.NONE;
        }
        return zeros.size() == loads.size() ? Task.EMPTY_THE_PAN : Task.PLACE_THE_REFERENCE;
    }

    /** There once nothing is left to do. */
    public Optional<CheckResult> result() {
        return task() == Task.NONE
                ? Optional.of(new CheckResult(instrument, reference, zeros, loads))
                : Optional.empty();
    }

    /**
     * What follows from one reading. Which side of half the reference mass it is on tells whether the mass lies there: an empty
     * pan that does not show zero is a finding and no reason to wait.
     */
    public ScaleCheck on(Weight weight, Rules rules) {
        if (task() == Task.NONE) {
            return this;
        }
        var next = window.plus(weight, rules);
        boolean loaded = weight.reading().value().compareTo(reference.multiply(HALF)) > 0;
        if (loaded != (task() == Task.PLACE_THE_REFERENCE)) {
            return with(zeros, loads, Window.NONE);
        }
        if (!next.settled(rules)) {
            return with(zeros, loads, next);
        }
        var shown = next.modal().reading().value();
        return loaded ? with(zeros, plus(loads, shown), Window.NONE) : with(plus(zeros, shown), loads, Window.NONE);
    }

    private ScaleCheck with(List<BigDecimal> zeros, List<BigDecimal> loads, Window window) {
        return new ScaleCheck(instrument, reference, zeros, loads, window);
    }

    private static List<BigDecimal> plus(List<BigDecimal> before, BigDecimal one) {
        var all = new ArrayList<>(before);
        all.add(one);
        return all;
    }
}

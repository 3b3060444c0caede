package io.steelyard.gateway;

import java.util.random.RandomGenerator;

/** Decides when something goes wrong. Everything follows from the seed; once calm, nothing goes wrong any more. */
final class Fate {
    /** The process dies here and now: no cleaning up, no last words. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    private final RandomGenerator random;
    private boolean calm;

    Fate(RandomGenerator random) {
        this.random = random;
    }

    void calm() {
        calm = true;
    }

    boolean strikes(double probability) {
        return !calm && random.nextDouble() < probability;
    }

    void mayCrash(double probability) {
        if (strikes(probability)) {
            throw new Crash();
        }
    }

    long nanos(long least, long most) {
        return random.nextLong(least, most + 1);
    }
}

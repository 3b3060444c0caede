package io.steelyard.gateway;

import java.util.random.RandomGenerator;

/** Decides when something goes wrong. Everything follows from the seed; once calm, nothing goes wrong any more. */
final class Fate {
    private static final double POWER_CUT = 0.4;
    /** After a crash the next one is that much nearer: two in a row, one in the middle of a start. */
    private static final double WHILE_FRAGILE = 10;

    /** The process dies here and now: no cleaning up, no last words. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
        private final boolean powerCut;

        /** @param powerCut not only the process, the whole machine */
        Crash(boolean powerCut) {
            super("crash", null, false, false);
            this.powerCut = powerCut;
        }

        boolean powerCut() {
            return powerCut;
        }
    }

    private final RandomGenerator random;
    private boolean calm;
    private boolean fragile;
    private int strikes;

    Fate(RandomGenerator random) {
        this.random = random;
    }

    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** For a while after a start. */
    void fragile(boolean now) {
        fragile = now;
    }

    /** How often something went wrong. */
    int strikes() {
        return strikes;
    }

    boolean strikes(double probability) {
        boolean struck = !calm && random.nextDouble() < probability;
        strikes += struck ? 1 : 0;
        return struck;
    }

    void mayCrash(double probability) {
        if (strikes(fragile ? probability * WHILE_FRAGILE : probability)) {
            throw new Crash(random.nextDouble() < POWER_CUT);
        }
    }

    long nanos(long least, long most) {
        return random.nextLong(least, most + 1);
    }
}

package io.steelyard.gateway.trial;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what a trial needs before it goes on; each wait has an end. */
final class Wait {
    /** Longer than the gateway's longest pause between two attempts. */
    static final long SECONDS_MAX = 330;
    private static final long LOOK_MILLIS = 2;

    private Wait() {}

    /** Throws when it did not come true in time. */
    static void until(String what, BooleanSupplier isTrue) throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (!isTrue.getAsBoolean()) {
            if (System.nanoTime() > untilNanos) {
                throw new IOException(what + ": not within " + SECONDS_MAX + " s; see the daemon's console");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}

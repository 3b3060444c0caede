package io.steelyard.gateway.run;

/** A loop that is being run, for whoever watches whether it goes on. Any thread. */
public interface Stepped {
    /** The loop's name. */
    String name();

    /** How many of its steps have ended. It grows every {@link Loop#IDLE_NANOS_MAX} at the latest, or the loop hangs in a step. */
    long steps();

    /** For how long a next step was due and did not begin, or the step under way has lasted; 0 while it idles as it may. */
    long lateNanos(long nowNanos);

    /** Where its thread is, innermost call first, in one line: what a hang hangs in. */
    String whereabouts();
}

package io.steelyard.gateway.pin;

/** What one output is to be: it follows its signal and is active for the pulses asked for. Owned by the thread that drives it. */
final class Demand {
    /** A pulse lasts from when the output is active, which on a slow line is later than when it was asked for. */
    private sealed interface Pulse {
        /** None is wanted. */
        record None() implements Pulse {}

        /** @param rests the alarms before it was asked for: one more, and it is forgotten */
        record Asked(int rests) implements Pulse {}

        /** The output is active for it. */
        record Running(int rests, long endsNanos) implements Pulse {}
    }

    private final Pin.Output pin;
    private Pulse pulse = new Pulse.None();
    private boolean active;
    private int beeps;

    Demand(Pin.Output pin) {
        this.pin = pin;
    }

    Pin.Output pin() {
        return pin;
    }

    /** Begins anew, at rest; what was recorded before is not beeped for. */
    void begin(Signal signal) {
        pulse = new Pulse.None();
        active = false;
        beeps = signal.beeps();
    }

    void ask(int rests) {
        pulse = new Pulse.Asked(rests);
    }

    /** Lets time pass. True when a pulse just ended or was forgotten. */
    boolean follow(Signal signal, int rests, long nowNanos) {
        if (pin instanceof Pin.Buzzer && signal.beeps() != beeps) {
            beeps = signal.beeps();
            ask(rests);
        }
        boolean over = switch (pulse) {
            case Pulse.None() -> false;
            case Pulse.Asked(int then) -> then != rests;
            case Pulse.Running(int then, long endsNanos) -> then != rests || nowNanos - endsNanos >= 0;
        };
        if (over) {
            pulse = new Pulse.None();
        }
        active = !(pulse instanceof Pulse.None) || shows(signal);
        return over;
    }

    private boolean shows(Signal signal) {
        return switch (pin) {
            case Pin.Lamp lamp -> signal.lit().contains(lamp.shows());
            case Pin.Buzzer _ -> signal.sounding();
            case Pin.Lock _ -> false;
        };
    }

    /** Whether the output is to be active now. */
    boolean active() {
        return active;
    }

    /** Whether a pulse was asked for that has not begun. */
    boolean asked() {
        return pulse instanceof Pulse.Asked;
    }

    /** The output is active: a pulse asked for begins. */
    void begun(long nowNanos) {
        if (pulse instanceof Pulse.Asked(int rests)) {
            pulse = new Pulse.Running(rests, nowNanos + pin.pulseNanos());
        }
    }

    /** How long until it needs its owner again. */
    long idleNanos(long nowNanos, long otherwise) {
        return pulse instanceof Pulse.Running(int _, long endsNanos)
                ? Math.min(otherwise, endsNanos - nowNanos)
                : otherwise;
    }
}

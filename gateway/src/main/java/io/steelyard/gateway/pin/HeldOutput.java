package io.steelyard.gateway.pin;

import java.io.IOException;

/** An output while its line is held. Owned by the pin loop's thread. */
final class HeldOutput implements AutoCloseable {
    private final Pin.Output pin;
    private final OutputLine line;

    // for one pulse
    private boolean pulsing;
    private long pulseEndsNanos;
    // for the life of the line
    private boolean active;
    private int beeps;

    private HeldOutput(Pin.Output pin, OutputLine line, int beeps) {
        this.pin = pin;
        this.line = line;
        this.beeps = beeps;
    }

    /** Takes the line; what was recorded before is not beeped for. */
    static HeldOutput open(GpioChip chip, Pin.Output pin, Signal signal) throws IOException {
        return new HeldOutput(pin, chip.output(pin.name(), pin.line(), !pin.activeHigh()), signal.recordings());
    }

    Pin.Output pin() {
        return pin;
    }

    void pulse(long nowNanos) {
        pulsing = true;
        pulseEndsNanos = nowNanos + pin.pulseNanos();
    }

    /** Drives the line as the station's signal and the pulse demand. True when a pulse just ended. */
    boolean follow(Signal signal, long nowNanos) throws IOException {
        if (pin instanceof Pin.Buzzer && signal.recordings() != beeps) {
            beeps = signal.recordings();
            pulse(nowNanos);
        }
        boolean ended = pulsing && nowNanos - pulseEndsNanos >= 0;
        pulsing = pulsing && !ended;
        boolean wanted = pulsing || pin instanceof Pin.Lamp lamp && lamp.shows().lit(signal);
        if (wanted != active) {
            active = wanted;
            line.drive(active == pin.activeHigh());
        }
        return ended;
    }

    /** How long until it needs its owner again. */
    long idleNanos(long nowNanos, long otherwise) {
        return pulsing ? Math.min(otherwise, pulseEndsNanos - nowNanos) : otherwise;
    }

    @Override
    public void close() {
        line.close();
    }
}

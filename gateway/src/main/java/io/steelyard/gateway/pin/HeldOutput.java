package io.steelyard.gateway.pin;

import java.io.IOException;

/** An output while its line is held. Owned by the pin loop's thread. */
final class HeldOutput implements AutoCloseable {
    private final Demand demand;
    private final OutputLine line;
    private boolean active;

    private HeldOutput(Demand demand, OutputLine line) {
        this.demand = demand;
        this.line = line;
    }

    static HeldOutput open(GpioChip chip, Demand demand) throws IOException {
        var pin = demand.pin();
        return new HeldOutput(demand, chip.output(pin.name(), pin.line(), !pin.activeHigh()));
    }

    /** Drives the line as is demanded. */
    void drive(long nowNanos) throws IOException {
        if (demand.active() != active) {
            active = demand.active();
            line.drive(active == demand.pin().activeHigh());
        }
        if (active) {
            demand.begun(nowNanos);
        }
    }

    @Override
    public void close() {
        line.close();
    }
}

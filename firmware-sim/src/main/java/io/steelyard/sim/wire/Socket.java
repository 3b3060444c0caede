package io.steelyard.sim.wire;

import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FaultyWire;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A device and the wire it is plugged into at the moment. Owned by the loop's thread. */
final class Socket {
    private static final byte[] NOTHING = {};

    private final Device device;
    private final FaultyWire faults;
    private final Consumer<String> report;
    // for one plugging
    private @Nullable Wire wire;
    private boolean failed;

    Socket(Device device, FaultyWire faults, Wire wire, Consumer<String> report) {
        this.device = device;
        this.faults = faults;
        this.wire = wire;
        this.report = report;
    }

    boolean holds(Device asked) {
        return device == asked;
    }

    /** The device lives on through a failed wire, as it does when its cable is pulled. */
    void step(long nowNanos) {
        byte[] received = NOTHING;
        @Nullable
        IOException failure = null;
        try {
            received = wire == null ? NOTHING : wire.read();
        } catch (IOException thrown) {
            failure = thrown;
        }
        byte[] sent = faults.pass(nowNanos, device.advance(nowNanos, received));
        try {
            if (wire != null && failure == null) {
                wire.write(sent);
            }
        } catch (IOException thrown) {
            failure = thrown;
        }
        reportChange(failure);
    }

    void plug(Wire other) {
        unplug();
        wire = other;
        failed = false;
    }

    void unplug() {
        Wire pulled = wire;
        wire = null;
        try {
            if (pulled != null) {
                pulled.close();
            }
        } catch (IOException thrown) {
            report.accept(device.name() + ": unplug: " + thrown.getMessage());
        }
    }

    private void reportChange(@Nullable IOException failure) {
        if (failure != null && !failed) {
            report.accept(device.name() + ": " + failure.getMessage());
        } else if (failure == null && failed) {
            report.accept(device.name() + ": the wire works again");
        }
        failed = failure != null;
    }
}

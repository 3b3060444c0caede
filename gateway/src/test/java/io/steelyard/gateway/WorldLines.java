package io.steelyard.gateway;

import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.TcpAddress;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.script.Kind;
import io.steelyard.sim.wire.DeviceLoop;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The lines between the devices of a site and its gateway: bad ones, whose plugs are pulled and put back, or perfect ones. */
final class WorldLines {
    private static final double UNPLUG = 0.000_2;
    private static final double PLUG_AGAIN = 0.02;
    /** A stall of the line may hold a bag's last readings back this long. */
    private static final long STALL_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(600);
    private static final FaultRates LINE_FAULTS = new FaultRates(0.001, 0.001, 0.0005, 0.002, 0.1, STALL_NANOS_MAX);
    /** An answer of Modbus is ten times as long as other frames; so is the damage rarer, or nobody would weigh on such a line. */
    private static final FaultRates MODBUS_LINE_FAULTS = new FaultRates(0.000_1, 0.000_1, 0.000_05, 0.002, 0.1,
            STALL_NANOS_MAX);

    private final Fate fate;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final boolean good;
    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private final Map<String, ModelPort> ports = new LinkedHashMap<>();

    WorldLines(Fate fate, VirtualTime time, SplittableRandom random, boolean good) {
        this.fate = fate;
        this.time = time;
        this.random = random;
        this.good = good;
    }

    LinkAddress attach(Device device) {
        var port = new ModelPort(fate);
        var address = new TcpAddress(device.name(), 1 + ports.size());
        ports.put(address.toString(), port);
        devices.attach(device, new FaultyWire(faults(device), random.split()), port);
        return address;
    }

    private FaultRates faults(Device device) {
        if (good) {
            return FaultRates.NONE;
        }
        return device.name().equals(Kind.MODBUS_RTU.word()) ? MODBUS_LINE_FAULTS : LINE_FAULTS;
    }

    Link open(LinkAddress address) throws IOException {
        var port = ports.get(address.toString());
        if (port == null) {
            throw new IOException("no port at " + address);
        }
        return port.open();
    }

    /** The line of a device, in the order in which they were attached. */
    ModelPort port(int number) {
        return List.copyOf(ports.values()).get(number);
    }

    /** Plugs are pulled and put back as fate wills. */
    void step() {
        ports.values().forEach(this::mayUnplug);
        devices.step(time.monotonicNanos());
    }

    private void mayUnplug(ModelPort port) {
        if (port.plugged() ? fate.strikes(UNPLUG) : fate.strikes(PLUG_AGAIN)) {
            port.plug(!port.plugged());
        }
    }

    /** Everything is plugged in. */
    void mend() {
        ports.values().stream().filter(port -> !port.plugged()).forEach(port -> port.plug(true));
    }
}

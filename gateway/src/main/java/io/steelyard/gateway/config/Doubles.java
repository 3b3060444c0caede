package io.steelyard.gateway.config;

import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.SerialAddress;
import io.steelyard.gateway.pin.BoardPlan;
import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.pin.PinAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names, ports and lines must be unique, or two loops would fight for one device. */
final class Doubles {
    private final Section root;
    private final boolean board;
    // of one configuration
    private final Set<String> names = new HashSet<>();
    private final Set<String> links = new HashSet<>();
    private final Set<Integer> lines = new HashSet<>();
    private final Set<Integer> inputs = new HashSet<>();
    private final Set<Integer> outputs = new HashSet<>();

    /** @param board whether pins are channels of an I/O board */
    Doubles(Section root, boolean board) {
        this.root = root;
        this.board = board;
    }

    void refuse(List<GatewayConfig.Station> stations, Optional<GatewayConfig.Bin> bin, Optional<BoardPlan> io,
            List<Pin> pins) {
        for (var station : stations) {
            name("station", station.name());
            device("station", station.scale().name(), station.scale().link());
            station.readers().forEach(reader -> device("station", reader.name(), reader.link()));
        }
        bin.ifPresent(this::bin);
        io.ifPresent(plan -> link("io", plan.link()));
        pins.forEach(this::pin);
    }

    private void bin(GatewayConfig.Bin bin) {
        name("bin", bin.name());
        for (var compartment : bin.compartments()) {
            name("bin", compartment.name());
            device("bin", compartment.scale().name(), compartment.scale().link());
            compartment.fill().ifPresent(fill -> device("bin", fill.sensor().name(), fill.sensor().link()));
        }
        bin.readers().forEach(reader -> device("bin", reader.name(), reader.link()));
        bin.temperatures().forEach(one -> device("bin", one.sensor().name(), one.sensor().link()));
    }

    private void device(String key, String name, LinkAddress link) {
        name(key, name);
        link(key, link);
    }

    private void pin(Pin pin) {
        name("pin", pin.name());
        if (!board) {
            line("pin", pin.line());
        } else if (pin instanceof Pin.Input) {
            channel("input", inputs, pin.line());
        } else {
            channel("output", outputs, pin.line());
        }
    }

    private void link(String key, LinkAddress link) {
        if (link instanceof PinAddress wires && !wires.lines().isEmpty()) {
            wires.lines().forEach(line -> line(key, line));
        } else if (!link.toString().equals(SerialAddress.SCHEME) && !links.add(link.toString())) {
            root.fault(key, "the link " + link + " is used twice; every station and device needs its own");
        }
    }

    /** What is missing or malformed is a fault already; its stand-ins are no doubles. */
    private void name(String key, String name) {
        if (!name.isEmpty() && !names.add(name)) {
            root.fault(key, "the name " + name + " is used twice; every station, device and pin needs its own");
        }
    }

    private void line(String key, int line) {
        if (line != PinSection.NO_LINE && !lines.add(line)) {
            root.fault(key, "the GPIO line " + line + " is used twice; every pin and wire needs its own");
        }
    }

    private void channel(String kind, Set<Integer> channels, int channel) {
        if (channel != PinSection.NO_LINE && !channels.add(channel)) {
            root.fault("pin", "the " + kind + " channel " + channel + " is used twice; every pin needs its own");
        }
    }
}

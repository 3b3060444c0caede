package io.steelyard.sim;

import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.DeviceSpec;
import io.steelyard.sim.script.Script;
import io.steelyard.sim.script.WireSpec;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import io.steelyard.sim.wire.TcpPort;
import io.steelyard.sim.wire.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Plugs each device of a script into the wire it asks for, and tells where that is. */
record Cabling(DeviceLoop loop, Cast cast, PrintWriter out) {
    /** Every wire that was opened belongs to the loop, also when a later one fails. */
    void connect(Script script) throws IOException {
        for (DeviceSpec spec : script.devices()) {
            try {
                connect(spec);
            } catch (IOException failed) {
                throw new IOException(spec.name() + ": " + failed.getMessage(), failed);
            }
        }
    }

    private void connect(DeviceSpec spec) throws IOException {
        FaultyWire faults = new FaultyWire(spec.faults(), new SplittableRandom(spec.seed()));
        Wire wire = switch (spec.wire()) {
            case WireSpec.OnPty _ -> Pty.open();
            case WireSpec.OnTcp(int port) -> TcpPort.open(port);
        };
        loop.attach(cast.device(spec.name()), faults, wire);
        String line = spec.name() + " " + spec.kind().word() + " " + wire.address();
        if (spec.wire() instanceof WireSpec.OnPty(var link) && link.isPresent() && wire instanceof Pty pty) {
            pty.linkAs(Path.of(link.get()));
            line += " " + link.get();
        }
        out.println(line);
        out.flush();
    }
}

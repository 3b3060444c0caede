package io.steelyard.sim;

import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.DeviceSpec;
import io.steelyard.sim.script.Script;
import io.steelyard.sim.wire.DeviceLoop;
import java.io.IOException;
import java.io.PrintWriter;
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
        Plug plug = Plug.of(spec.wire());
        loop.attach(cast.device(spec.name()), faults, plug.wire());
        out.println(spec.name() + " " + spec.kind().word() + " " + plug.address());
        out.flush();
    }
}

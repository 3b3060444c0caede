package io.steelyard.sim;

import io.steelyard.sim.script.WireSpec;
import io.steelyard.sim.wire.Pty;
import io.steelyard.sim.wire.TcpPort;
import io.steelyard.sim.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A wire as somebody asked for it.
 *
 * @param address where a host finds it: its address, and its second name if it has one
 */
record Plug(Wire wire, String address) {
    /** @throws IOException if it cannot be made, or cannot have that second name; nothing is left open */
    static Plug of(WireSpec spec) throws IOException {
        return switch (spec) {
            case WireSpec.OnPty(var link) -> pty(link);
            case WireSpec.OnTcp(int port) -> {
                Wire wire = TcpPort.open(port);
                yield new Plug(wire, wire.address());
            }
        };
    }

    private static Plug pty(Optional<String> link) throws IOException {
        Pty pty = Pty.open();
        if (link.isEmpty()) {
            return new Plug(pty, pty.address());
        }
        try {
            pty.linkAs(Path.of(link.get()));
            return new Plug(pty, pty.address() + " " + link.get());
        } catch (IOException failed) {
            pty.close();
            throw failed;
        }
    }
}

package io.steelyard.sim.script;

import java.util.Optional;

/** Where a host will find a device. */
public sealed interface WireSpec {
    /** The highest port there is. */
    int PORT_MAX = 65_535;

    /** A pseudo-terminal, with a second name if one is wanted. */
    record OnPty(Optional<String> link) implements WireSpec {}

    /** A port on the loopback; 0 for any that is free. */
    record OnTcp(int port) implements WireSpec {}

    /** What "pty" or "tcp:7001" means; nothing if it is neither. A port has no use for a second name. */
    static Optional<WireSpec> of(String wire, Optional<String> link) {
        if (wire.equals("pty")) {
            return Optional.of(new OnPty(link));
        }
        if (wire.matches("tcp:\\d{1,5}") && Integer.parseInt(wire.substring(4)) <= PORT_MAX) {
            return Optional.of(new OnTcp(Integer.parseInt(wire.substring(4))));
        }
        return Optional.empty();
    }
}

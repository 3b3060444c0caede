package io.steelyard.sim.script;

import java.util.Optional;

/** Where a host will find a device. */
public sealed interface WireSpec {
    /** A pseudo-terminal, with a second name if one is wanted. */
    record OnPty(Optional<String> link) implements WireSpec {}

    /** A port on the loopback; 0 for any that is free. */
    record OnTcp(int port) implements WireSpec {}
}

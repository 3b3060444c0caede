package io.steelyard.gateway.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.steelyard.sim.wire.TcpPort;
import io.steelyard.sim.wire.Wire;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The converter is the simulator's; it comes back on the port it had before. */
final class TcpLinkTest extends LinkContract {
    private static final String LOOPBACK = "127.0.0.1";

    private int port;

    @Override
    Wire plug() throws IOException {
        var converter = TcpPort.open(port);
        port = converter.port();
        return converter;
    }

    @Override
    LinkAddress address() {
        return new TcpAddress(LOOPBACK, port);
    }

    @Test
    void a_refused_connection_is_named_with_its_remedy() throws IOException {
        unplug();
        var refused = assertThrows(IOException.class, address()::open);
        assertEquals("open tcp://127.0.0.1:" + port
                + ": Connection refused; check the converter's power, cable, address and port", refused.getMessage());
    }

    @Test
    void a_converter_with_another_client_says_that_the_link_is_gone() throws IOException {
        try (var first = address().open()) {
            talk(first);
            try (var second = address().open()) {
                device().read(); // turns the second one away
                assertEquals(Link.GONE, second.read(new byte[1]));
            }
            talk(first);
        }
    }
}

package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.SystemTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatientSocketTest {
    private static final int SECOND_MILLIS = 1_000;

    /** The library writes a message of a batch in two pieces; the second must not wait until the other kernel confirms the first. */
    @Test
    void the_pieces_of_a_message_leave_together_and_at_once() throws IOException {
        var factory = new PatientSocketFactory(SystemTime.open(), Optional.empty());
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var near = factory.createSocket()) {
            near.connect(server.getLocalSocketAddress(), SECOND_MILLIS);
            assertTrue(near.getTcpNoDelay());
            try (var far = server.accept()) {
                var out = near.getOutputStream();
                out.write(new byte[8_192]);
                out.write(new byte[150]);
                assertEquals(0, far.getInputStream().available());
                out.flush();
                assertEquals(8_342, far.getInputStream().readNBytes(8_342).length);
            }
        }
    }
}

package io.steelyard.sim.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TcpPortTest {
    @Test
    void bytes_go_both_ways_and_a_new_client_may_come_when_one_has_gone() throws IOException {
        try (TcpPort port = TcpPort.open(0)) {
            assertEquals("tcp://127.0.0.1:" + port.port(), port.address());
            for (int i = 0; i < 3; i++) {
                port.write(new byte[]{99}); // nobody there: lost
                try (Socket client = connect(port)) {
                    client.getOutputStream().write(i);
                    assertEquals(i, heard(port));
                    port.write(new byte[]{7});
                    assertEquals(7, client.getInputStream().read());
                }
            }
        }
    }

    @Test
    void a_second_client_is_turned_away() throws IOException {
        try (TcpPort port = TcpPort.open(0); Socket first = connect(port)) {
            first.getOutputStream().write(1);
            assertEquals(1, heard(port));
            try (Socket second = connect(port)) {
                port.read();
                assertEquals(-1, second.getInputStream().read());
            }
            port.write(new byte[]{7});
            assertEquals(7, first.getInputStream().read());
        }
    }

    @Test
    void a_client_that_does_not_read_never_blocks_the_device() throws IOException {
        try (TcpPort port = TcpPort.open(0); Socket client = connect(port)) {
            client.getOutputStream().write(1);
            assertEquals(1, heard(port));
            for (int i = 0; i < 200; i++) {
                port.write(new byte[100_000]);
            }
            assertEquals(0, client.getInputStream().read());
        }
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (TcpPort port = TcpPort.open(0)) {
            IOException failed = assertThrows(IOException.class, () -> TcpPort.open(port.port()));
            assertTrue(failed.toString().contains("listen on 127.0.0.1:" + port.port() + ": "), failed.toString());
        }
    }

    @Test
    void unplugged_the_client_reads_the_end_and_the_device_fails() throws IOException {
        TcpPort port = TcpPort.open(0);
        try (Socket client = connect(port)) {
            client.getOutputStream().write(1);
            heard(port);
            port.close();
            assertEquals(-1, client.getInputStream().read());
            assertThrows(IOException.class, port::read);
        }
    }

    private static Socket connect(TcpPort port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port.port());
    }

    private static int heard(TcpPort port) throws IOException {
        byte[] bytes = {};
        while (bytes.length == 0) {
            bytes = port.read();
        }
        return bytes[0];
    }
}

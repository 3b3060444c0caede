package io.steelyard.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real datagram socket, as systemd's is. */
final class NotifySocketTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_manager_at_a_path_hears_each_word() throws IOException {
        var path = folder.resolve("notify").toString();
        try (var ear = DatagramEar.at(path)) {
            var socket = NotifySocket.at(path);
            socket.tell("READY=1\nSTATUS=bay-1: 称重中");
            socket.tell("WATCHDOG=1");
            assertEquals("READY=1\nSTATUS=bay-1: 称重中", ear.hear());
            assertEquals("WATCHDOG=1", ear.hear());
        }
    }

    @Test
    void a_manager_at_an_abstract_name_hears_it_too() throws IOException {
        var name = "@steelyard-test-" + ProcessHandle.current().pid();
        try (var ear = DatagramEar.at(name)) {
            NotifySocket.at(name).tell("STOPPING=1");
            assertEquals("STOPPING=1", ear.hear());
        }
    }

    @Test
    void a_manager_that_is_gone_is_a_sentence() throws IOException {
        var path = folder.resolve("gone").toString();
        var socket = NotifySocket.at(path);
        var told = assertThrows(IOException.class, () -> socket.tell("WATCHDOG=1"));
        assertTrue(
                String.valueOf(told.getMessage())
                        .startsWith("tell the service manager at " + path + ": error 2 of the system"),
                told.getMessage());
    }

    /** As one that is stopped in a debugger: its socket fills. */
    @Test
    void a_manager_that_does_not_read_blocks_nobody() throws IOException {
        var path = folder.resolve("deaf").toString();
        try (var _ = DatagramEar.at(path)) {
            var socket = NotifySocket.at(path);
            assertThrows(IOException.class, () -> {
                for (int word = 0; word < 100_000; word++) {
                    socket.tell("WATCHDOG=1");
                }
            });
        }
    }

    @Test
    void what_is_no_address_is_refused_with_what_to_do() {
        for (var address : new String[]{"", "relative", "vsock:2:1", "/" + "x".repeat(107)}) {
            var refused = assertThrows(IOException.class, () -> NotifySocket.at(address));
            assertTrue(String.valueOf(refused.getMessage()).endsWith("let systemd set it, or unset it"),
                    refused.getMessage());
        }
    }

    @Test
    void the_longest_path_of_the_system_is_taken() throws IOException {
        var name = "@" + "x".repeat(106);
        try (var ear = DatagramEar.at(name)) {
            NotifySocket.at(name).tell("WATCHDOG=1");
            assertEquals("WATCHDOG=1", ear.hear());
        }
    }
}

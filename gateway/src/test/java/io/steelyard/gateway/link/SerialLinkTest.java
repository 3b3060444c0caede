package io.steelyard.gateway.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.wire.Pty;
import io.steelyard.sim.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Serial ports are pseudo-terminals here, named by a symbolic link as udev names an adapter. */
final class SerialLinkTest extends LinkContract {
    private static final LineSettings LINE = new LineSettings(9600, 8, LineSettings.Parity.N, 1);

    @TempDir
    private Path folder = Path.of("");

    @Override
    Wire plug() throws IOException {
        var pty = Pty.open();
        pty.linkAs(port());
        return pty;
    }

    @Override
    LinkAddress address() {
        return new SerialAddress(port().toString(), LINE);
    }

    private Path port() {
        return folder.resolve("scale");
    }

    @Test
    void a_missing_port_is_named_with_its_remedy() {
        assertEquals("open serial:" + folder.resolve("none")
                + ": no such port; plug the device in or correct the link's path", refusal(folder.resolve("none")));
    }

    @Test
    void a_port_whose_device_was_pulled_is_missing() throws IOException {
        unplug();
        assertTrue(refusal(port()).endsWith(": no such port; plug the device in or correct the link's path"));
    }

    @Test
    void a_regular_file_is_not_a_serial_port() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var said = refusal(file);
        assertTrue(said.startsWith("open serial:" + file + ": ") && said.contains("not a serial port"), said);
    }

    @Test
    void a_port_that_is_open_already_is_busy_and_the_remedy_names_its_device() throws IOException {
        try (var first = address().open()) {
            assertEquals(0, first.read(new byte[1]));
            var said = refusal(port());
            assertTrue(said.startsWith("open serial:" + port() + ": busy; "), said);
            assertTrue(said.endsWith("; end the program that holds it, `fuser " + port() + "` names it"), said);
        }
    }

    /** Root may open everything: then the file tells nothing, and the sentence is asked for by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"---------", "r--------", "-w-------"})
    void a_port_without_permission_names_the_group(String permissions) throws IOException {
        var file = Files.createFile(folder.resolve("forbidden"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        boolean root = Files.isReadable(file) && Files.isWritable(file);
        var said = root ? SerialLink.forbidden(new SerialAddress(file.toString(), LINE)).getMessage() : refusal(file);
        assertEquals("open serial:" + file + ": permission denied; add the user " + System.getProperty("user.name")
                + " to the group dialout and start again", said);
    }

    @Test
    void every_line_setting_that_can_be_written_opens_a_port() throws IOException {
        for (var written : List.of("300 7E1", "1200 7O2", "9600 8N1", "19200 8E1", "115200 8N2", "460800 8O1")) {
            var line = LineSettings.parse(written).orElseThrow();
            assertEquals(written, line.toString());
            new SerialAddress(port().toString(), line).open().close();
        }
    }

    private static String refusal(Path path) {
        return String.valueOf(
                assertThrows(IOException.class, new SerialAddress(path.toString(), LINE)::open).getMessage());
    }
}

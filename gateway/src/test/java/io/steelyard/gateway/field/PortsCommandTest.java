package io.steelyard.gateway.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.link.MadeMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a technician reads, on made-up machines. */
@EnabledOnOs(OS.LINUX)
final class PortsCommandTest {
    private static final int SCREEN_COLUMNS = 80;

    @TempDir
    private Path folder = Path.of("");
    private Path root = Path.of("");

    @BeforeEach
    void machine() throws IOException {
        root = folder.toRealPath();
    }

    private String said() {
        var out = new StringWriter();
        var command = new CommandLine(new PortsCommand(root)).setOut(new PrintWriter(out));
        assertEquals(0, command.execute());
        return out.toString();
    }

    @Test
    void every_port_is_a_paragraph_that_ends_with_the_line_for_the_configuration() throws IOException {
        new MadeMachine(root).onBoard("ttyAMA0", "uart-pl011", "32").named("/dev/serial0", "ttyAMA0")
                .adapter("1-1.2", "ttyUSB0", "ftdi_sio", "0403:6001", "FTDI", "FT232R USB UART", "A50285BI")
                .named("/dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0", "ttyUSB0")
                .named("/dev/serial/by-path/platform-usb-0:1.2:1.0-port0", "ttyUSB0")
                .process(612, "agetty", "agetty ttyAMA0", "/dev/ttyAMA0");
        assertEquals("""
                /dev/ttyAMA0  held by agetty (process 612); you may open it
                  driver   uart-pl011, on the board
                  named    /dev/serial0
                  link = "serial:/dev/serial0"

                /dev/ttyUSB0  free; you may open it
                  adapter  FTDI FT232R USB UART, 0403:6001, serial number A50285BI
                  driver   ftdi_sio, USB socket 1-1.2:1.0
                  named    /dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0
                  named    /dev/serial/by-path/platform-usb-0:1.2:1.0-port0
                  link = "serial:/dev/serial/by-id/usb-FTDI_FT232R_A50285BI-if00-port0"

                """, said());
    }

    @Test
    void adapters_that_cannot_be_told_apart_are_linked_by_their_sockets_and_it_says_why() throws IOException {
        new MadeMachine(root).adapter("1-1", "ttyUSB0", "ch341-uart", "1a86:7523", "", "USB Serial", "")
                .adapter("1-2", "ttyUSB1", "ch341-uart", "1a86:7523", "", "USB Serial", "");
        assertEquals("""
                /dev/ttyUSB0  free; you may open it
                  adapter  USB Serial, 1a86:7523, no serial number
                  driver   ch341-uart, USB socket 1-1:1.0
                  # another adapter here says the same of itself: this means the socket
                  link = "serial:usb:1-1:1.0"

                /dev/ttyUSB1  free; you may open it
                  adapter  USB Serial, 1a86:7523, no serial number
                  driver   ch341-uart, USB socket 1-2:1.0
                  # another adapter here says the same of itself: this means the socket
                  link = "serial:usb:1-2:1.0"

                """, said());
    }

    @Test
    void where_not_all_programs_can_be_seen_no_port_is_called_free() throws IOException {
        new MadeMachine(root).onBoard("ttyS0", "serial8250", "4").closedProcess(8);
        var said = said();
        assertTrue(said.startsWith("/dev/ttyS0  nobody seen to hold it; you may open it\n"), said);
        assertTrue(said.endsWith("`sudo steelyard ports` shows every holder\n"), said);
    }

    @Test
    void a_port_without_its_node_says_so() throws IOException {
        new MadeMachine(root).onBoard("ttyS0", "serial8250", "4");
        Files.delete(root.resolve("dev/ttyS0"));
        assertTrue(said().startsWith("/dev/ttyS0  free; it has no node under /dev\n"));
    }

    @Test
    void where_nothing_is_one_line_says_what_to_do() throws IOException {
        new MadeMachine(root);
        assertEquals(
                "no serial port is there; plug an adapter in, and if none appears see `dmesg` (pseudo-terminals are not"
                        + " listed)\n",
                said());
    }

    /** Root may open everything: so the sentence is asked for by itself. */
    @Test
    void a_port_of_a_group_names_the_command_that_joins_it() throws IOException {
        var node = Files.createFile(root.resolve("node"));
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-rw----"));
        var group = Files.readAttributes(node, PosixFileAttributes.class).group().getName();
        var said = PortsCommand.forbidden(node);
        assertEquals(group.equals("root")
                ? "only root may open it; a udev rule can give it to the group dialout"
                : "not yours to open: `sudo usermod -aG " + group + " " + System.getProperty("user.name")
                        + "`, then log in again",
                said);
    }

    @Test
    void nobody_is_sent_into_a_group_that_may_not_open_the_port_either() throws IOException {
        var node = Files.createFile(root.resolve("node"));
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals("only root may open it; a udev rule can give it to the group dialout",
                PortsCommand.forbidden(node));
    }

    @Test
    void what_is_said_fits_a_screen_but_for_names_that_others_gave() throws IOException {
        new MadeMachine(root).adapter("1-1", "ttyUSB0", "ch341-uart", "1a86:7523", "", "USB Serial", "")
                .adapter("1-2", "ttyUSB1", "ch341-uart", "1a86:7523", "", "USB Serial", "").closedProcess(8)
                .process(70_123, "minicom", "minicom", "/dev/ttyUSB0");
        said().lines().forEach(line -> assertTrue(line.length() <= SCREEN_COLUMNS, line));
    }
}

package io.steelyard.gateway.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.link.Port.Usb;
import io.steelyard.gateway.link.PortHolders.Holder;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel's files say of ports: made-up machines, and the real one for who holds what. */
@EnabledOnOs(OS.LINUX)
final class PortListTest {
    private static final LineSettings LINE = new LineSettings(9600, 8, LineSettings.Parity.N, 1);

    @TempDir
    private Path folder = Path.of("");
    private Path root = Path.of("");

    @BeforeEach
    void machine() throws IOException {
        root = folder.toRealPath();
    }

    private MadeMachine made() throws IOException {
        return new MadeMachine(root);
    }

    private List<Port> ports() {
        return new PortList(root).all();
    }

    @Test
    void an_adapter_is_described_as_it_describes_itself() throws IOException {
        made().adapter("1-1.2", "ttyUSB0", "ftdi_sio", "0403:6001", "FTDI", "FT232R USB UART", "A50285BI")
                .named("/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0", "ttyUSB0")
                .named("/dev/serial/by-path/platform-usb-0:1.2:1.0-port0", "ttyUSB0");
        assertEquals(List.of(new Port("/dev/ttyUSB0",
                List.of("/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0",
                        "/dev/serial/by-path/platform-usb-0:1.2:1.0-port0"),
                "ftdi_sio",
                Optional.of(new Usb("1-1.2:1.0", "0403:6001", "FTDI", "FT232R USB UART", "A50285BI", false)))),
                ports());
    }

    @Test
    void a_port_on_the_board_has_the_chips_driver_and_not_the_go_between() throws IOException {
        made().onBoard("ttyAMA0", "uart-pl011", "32").named("/dev/serial0", "ttyAMA0");
        assertEquals(List.of(new Port("/dev/ttyAMA0", List.of("/dev/serial0"), "uart-pl011", Optional.empty())),
                ports());
        assertEquals("serial:/dev/serial0", ports().getFirst().link());
    }

    @Test
    void consoles_and_places_without_a_chip_are_no_ports() throws IOException {
        made().console("tty1").onBoard("ttyS1", "serial8250", "0").onBoard("ttyS0", "serial8250", "4");
        assertEquals(List.of("/dev/ttyS0"), ports().stream().map(Port::path).toList());
    }

    @Test
    void a_machine_without_these_files_has_no_ports() {
        assertEquals(List.of(), ports());
    }

    @Test
    void a_link_names_the_adapter_if_nothing_else_is_called_so() throws IOException {
        made().adapter("1-1", "ttyUSB0", "ch341-uart", "1a86:7523", "", "USB Serial", "")
                .named("/dev/serial/by-path/pci-usb-0:1:1.0-port0", "ttyUSB0")
                .named("/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0", "ttyUSB0");
        assertEquals("serial:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0", ports().getFirst().link());
    }

    /** Such adapters share one name, and udev lets it lead to whichever came last. */
    @Test
    void a_link_names_the_socket_where_two_adapters_cannot_be_told_apart() throws IOException {
        made().adapter("1-1", "ttyUSB0", "ch341-uart", "1a86:7523", "", "USB Serial", "")
                .adapter("1-2", "ttyUSB1", "ch341-uart", "1a86:7523", "", "USB Serial", "")
                .named("/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0", "ttyUSB1")
                .named("/dev/serial/by-path/pci-usb-0:2:1.0-port0", "ttyUSB1");
        assertEquals(List.of("serial:usb:1-1:1.0", "serial:/dev/serial/by-path/pci-usb-0:2:1.0-port0"),
                ports().stream().map(Port::link).toList());
    }

    @Test
    void adapters_of_one_kind_with_serial_numbers_of_their_own_are_told_apart() throws IOException {
        made().adapter("1-1", "ttyUSB0", "ftdi_sio", "0403:6001", "FTDI", "FT232R", "A1")
                .adapter("1-2", "ttyUSB1", "ftdi_sio", "0403:6001", "FTDI", "FT232R", "A2")
                .named("/dev/serial/by-id/usb-FTDI_A1", "ttyUSB0").named("/dev/serial/by-id/usb-FTDI_A2", "ttyUSB1");
        assertEquals(List.of("serial:/dev/serial/by-id/usb-FTDI_A1", "serial:/dev/serial/by-id/usb-FTDI_A2"),
                ports().stream().map(Port::link).toList());
    }

    @Test
    void a_port_without_any_name_is_linked_by_its_path() throws IOException {
        made().onBoard("ttyS0", "serial8250", "4");
        assertEquals("serial:/dev/ttyS0", ports().getFirst().link());
    }

    @Test
    void a_socket_is_the_device_in_it_whatever_the_kernel_calls_that() throws IOException {
        made().adapter("1-1.2", "ttyUSB7", "ch341-uart", "1a86:7523", "", "USB Serial", "")
                .communicationDevice("1-1.3", "ttyACM2", "0525:a4a7", "Scanner")
                .adapter("1-1.21", "ttyUSB9", "ch341-uart", "1a86:7523", "", "USB Serial", "");
        assertEquals(List.of(root.resolve("dev/ttyUSB7").toString()), new PortList(root).in("1-1.2"));
        assertEquals(List.of(root.resolve("dev/ttyUSB7").toString()), new PortList(root).in("1-1.2:1.0"));
        assertEquals(List.of(root.resolve("dev/ttyACM2").toString()), new PortList(root).in("1-1.3"));
        assertEquals(List.of(), new PortList(root).in("1-1.4"));
        assertEquals(List.of(), new PortList(root).in("1-1.2:1.1"));
    }

    @Test
    void a_usb_socket_is_opened_by_what_is_in_it_at_that_time() throws IOException {
        var address = new UsbAddress("1-1.2", LINE, root);
        assertEquals("", address.presence());
        assertEquals("open serial:usb:1-1.2: no serial adapter in that USB socket; plug it in or correct the link",
                assertThrows(IOException.class, address::open).getMessage());
        try (var pty = Pty.open()) {
            made().node("ttyUSB3", Path.of(pty.path()))
                    .adapter("1-1.2", "ttyUSB3", "ch341-uart", "1a86:7523", "", "USB Serial", "");
            assertNotEquals("", address.presence());
            try (var link = address.open()) {
                pty.write(new byte[]{'x'});
                assertEquals(1, link.read(new byte[1]));
            }
        }
    }

    @Test
    void an_adapter_with_several_ports_must_be_told_which() throws IOException {
        made().adapter("1-1.2", "ttyUSB3", "ftdi_sio", "0403:6011", "FTDI", "Quad", "")
                .adapter("1-1.2", "ttyUSB4", "ftdi_sio", "0403:6011", "FTDI", "Quad", "");
        assertEquals("open serial:usb:1-1.2: the adapter there has 2 ports; name one of them as `steelyard ports` does",
                assertThrows(IOException.class, new UsbAddress("1-1.2", LINE, root)::open).getMessage());
    }

    @Test
    void a_device_that_is_plugged_in_again_is_another_presence_even_under_the_same_name() throws IOException {
        var node = root.resolve("node");
        var address = new SerialAddress(root.resolve("name").toString(), LINE);
        Files.createSymbolicLink(root.resolve("name"), node);
        assertEquals("", address.presence());
        Files.createFile(node);
        var first = address.presence();
        assertEquals(first, address.presence());
        Files.move(node, root.resolve("pulled")); // keeps its number in the file system from being given away again
        Files.createFile(node);
        assertNotEquals(first, address.presence());
    }

    @Test
    void who_holds_a_port_is_seen_on_a_real_terminal() throws IOException {
        try (var pty = Pty.open(); var held = new RandomAccessFile(pty.path(), "rw")) {
            assertTrue(held.getFD().valid());
            var holders = PortHolders.look(Path.of("/")).of(pty.path());
            assertEquals(List.of(ProcessHandle.current().pid()), holders.stream().map(Holder::pid).toList());
            assertEquals(List.of(Files.readString(Path.of("/proc/self/comm")).strip()),
                    holders.stream().map(Holder::program).toList());
        }
    }

    @Test
    void a_port_that_nobody_holds_has_no_holder_and_a_port_held_twice_by_one_has_one() throws IOException {
        made().process(7, "minicom", "minicom -D /dev/ttyUSB0", "/dev/ttyUSB0", "/dev/ttyUSB0", "/tmp/log");
        var holders = PortHolders.look(root);
        assertTrue(holders.complete());
        assertEquals(List.of(new Holder("/dev/ttyUSB0", "minicom", 7)), holders.of("/dev/ttyUSB0"));
        assertEquals(List.of(), holders.of("/dev/ttyUSB1"));
    }

    @Test
    void the_daemon_is_called_by_its_own_name() throws IOException {
        made().process(7, "java", "/usr/bin/java -jar /opt/steelyard/gateway/target/gateway.jar run", "/dev/ttyUSB0");
        assertEquals(List.of(new Holder("/dev/ttyUSB0", "steelyard", 7)), PortHolders.look(root).of("/dev/ttyUSB0"));
    }

    @Test
    void what_may_not_be_looked_into_is_not_said_to_hold_nothing() throws IOException {
        made().closedProcess(8);
        assertTrue(!PortHolders.look(root).complete());
    }

    @Test
    void processes_that_are_hidden_altogether_are_not_said_to_hold_nothing() throws IOException {
        Files.createDirectories(root.resolve("proc/9/fd")); // our own, and no process 1
        assertTrue(!PortHolders.look(root).complete());
    }
}

package io.steelyard.gateway.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an address is written. */
final class LinkAddressTest {
    private static final LineSettings LINE = new LineSettings(4800, 7, LineSettings.Parity.E, 2);

    @ParameterizedTest
    @ValueSource(strings = {"serial:/dev/ttyUSB0", "serial:/dev/serial/by-id/usb-FTDI_FT232R-if00-port0",
            "serial:/dev/serial/by-path/platform-3f980000.usb-usb-0:1.2:1.0-port0", "serial:/tmp/made up scale",
            "serial:usb:1-1", "serial:usb:1-1.2", "serial:usb:3-1.4.1:1.2",
            "tcp://10.0.0.7:4001", "tcp://converter-1.example:65535", "tcp://a:1"})
    void an_address_is_written_as_it_was_read(String written) {
        assertEquals(Optional.of(written), LinkAddress.parse(written, LINE).map(LinkAddress::toString));
    }

    @Test
    void a_path_alone_is_the_serial_port_there() {
        assertEquals(Optional.of(new SerialAddress("/dev/ttyACM0", LINE)), LinkAddress.parse("/dev/ttyACM0", LINE));
        assertEquals(LinkAddress.parse("serial:/dev/ttyACM0", LINE), LinkAddress.parse("/dev/ttyACM0", LINE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serial:", "COM1", "ttyUSB0", "serial:ttyUSB0", "serial:dev/ttyUSB0",
            "serial:/dev/tty\0USB0", "SERIAL:/dev/ttyUSB0", "serial:usb:",
            "serial:usb:1", "serial:usb:1-1.2:", "serial:usb:1-1.2/..", "usb:1-1.2", "tcp:/dev/ttyUSB0",
            "tcp://10.0.0.7",
            "tcp://10.0.0.7:", "tcp://10.0.0.7:0", "tcp://10.0.0.7:65536", "tcp://10.0.0.7:100000", "tcp://:4001",
            "tcp://a b:4001", "tcp://10.0.0.7:4001/", "udp://10.0.0.7:4001"})
    void what_is_no_address_is_none(String written) {
        assertEquals(Optional.empty(), LinkAddress.parse(written, LINE));
    }
}

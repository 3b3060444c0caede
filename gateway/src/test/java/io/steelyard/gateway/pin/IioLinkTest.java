package io.steelyard.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's files, laid out by hand. */
class IioLinkTest {
    @TempDir
    private Path devices = Path.of("");

    @BeforeEach
    void plug() throws IOException {
        Files.createDirectory(devices.resolve("iio:device0"));
        write("name", "hx711\n");
    }

    @Test
    void a_conversion_is_the_three_bytes_that_the_chip_clocked_out() throws IOException {
        assertEquals("000000", converted("8388608\n"));
        assertEquals("000001", converted("8388609\n"));
        assertEquals("ffffff", converted("8388607\n"));
        assertEquals("7fffff", converted("16777215\n"));
        assertEquals("800000", converted("0\n"));
        assertEquals("123456", converted(0x923456 + "\n"));
    }

    @Test
    void what_is_no_conversion_is_a_failure_and_no_weight() {
        for (var written : new String[]{"-1\n", "16777216\n", "99999999\n", "", "8388608.5\n"}) {
            var failed = assertThrows(IOException.class, () -> converted(written));
            assertEquals("read iio:device0: \"" + written.strip()
                    + "\" is no conversion of an hx711; check its driver", failed.getMessage());
        }
    }

    @Test
    void another_converter_is_refused_by_name() throws IOException {
        write("name", "ads1115\n");
        assertEquals("open iio:device0: it is a ads1115 and no hx711; `grep . /sys/bus/iio/devices/*/name` shows which"
                + " device is which", refusal("iio:device0"));
    }

    @Test
    void a_device_that_is_not_there_is_refused() {
        assertEquals("open iio:device1: no such device; enable the kernel's driver for an hx711, or clock it with"
                + " gpio:dout=5,sck=6", refusal("iio:device1"));
    }

    @Test
    void a_chip_that_falls_silent_is_told() throws IOException {
        Files.createDirectory(devices.resolve("iio:device0").resolve("in_voltage0_raw")); // reading it fails, as the driver's does
        try (var link = IioLink.open("iio:device0", devices)) {
            var failed = assertThrows(IOException.class, () -> link.read(new byte[3]));
            assertEquals("read iio:device0: no conversion came (Is a directory); check the HX711's power and wires",
                    failed.getMessage());
        }
    }

    @Test
    void a_driver_that_is_unloaded_is_told() throws IOException {
        try (var link = IioLink.open("iio:device0", devices)) {
            var failed = assertThrows(IOException.class, () -> link.read(new byte[3]));
            assertEquals("read iio:device0: the driver is gone; load it again", failed.getMessage());
        }
    }

    private String converted(String written) throws IOException {
        write("in_voltage0_raw", written);
        try (var link = IioLink.open("iio:device0", devices)) {
            var buffer = new byte[4096];
            return HexFormat.of().formatHex(buffer, 0, link.read(buffer));
        }
    }

    private String refusal(String device) {
        return String.valueOf(assertThrows(IOException.class, () -> IioLink.open(device, devices)).getMessage());
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(devices.resolve("iio:device0").resolve(file), text);
    }
}

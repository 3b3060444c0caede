package io.steelyard.gateway.pin;

import io.steelyard.gateway.link.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * An HX711 through the kernel's driver, which clocks it with interrupts off. Reading the file makes a conversion and waits
 * for it, so the chip sets the pace.
 *
 * <pre>
 * name               hx711
 * in_voltage0_raw    channel A: 0 to 16777215 in decimal and LF; the middle, 8388608, is the chip's zero
 * </pre>
 *
 * Each conversion is delivered as the three bytes that the chip clocked out: the driver turned their first bit over.
 *
 * <p>Document: torvalds/linux, drivers/iio/adc/hx711.c.
 */
final class IioLink implements Link {
    private static final String DRIVER = "hx711";
    private static final Pattern CONVERSION = Pattern.compile("\\d{1,8}");
    private static final int CONVERSION_MAX = 0xFF_FFFF;
    private static final int FIRST_BIT = 0x80_0000;

    private final String device;
    private final Path raw;

    private IioLink(String device, Path raw) {
        this.device = device;
        this.raw = raw;
    }

    static IioLink open(String device, Path devices) throws IOException {
        var folder = devices.resolve(device);
        var driver = line(folder.resolve("name"), "open " + device
                + ": no such device; enable the kernel's driver for an hx711, or clock it with gpio:dout=5,sck=6");
        if (!driver.equals(DRIVER)) {
            throw new IOException("open " + device + ": it is a " + driver + " and no " + DRIVER
                    + "; `grep . /sys/bus/iio/devices/*/name` shows which device is which");
        }
        return new IioLink(device, folder.resolve("in_voltage0_raw"));
    }

    private static String line(Path file, String missing) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException none) {
            throw new IOException(missing, none);
        }
    }

    /** Waits as long as the driver does: a tenth of a second for a conversion, two seconds for a chip that is gone. */
    @Override
    public int read(byte[] buffer) throws IOException {
        var written = conversion();
        if (!CONVERSION.matcher(written).matches() || Integer.parseInt(written) > CONVERSION_MAX) {
            throw new IOException(
                    "read " + device + ": \"" + written + "\" is no conversion of an hx711; check its driver");
        }
        int bits = Integer.parseInt(written) ^ FIRST_BIT;
        for (int index = 0; index < Hx711Link.CONVERSION_BYTES; index++) {
            buffer[index] = (byte) (bits >> Byte.SIZE * (Hx711Link.CONVERSION_BYTES - 1 - index));
        }
        return Hx711Link.CONVERSION_BYTES;
    }

    private String conversion() throws IOException {
        try {
            return Files.readString(raw).strip();
        } catch (NoSuchFileException unplugged) {
            throw new IOException("read " + device + ": the driver is gone; load it again", unplugged);
        } catch (IOException silent) {
            throw new IOException("read " + device + ": no conversion came (" + silent.getMessage()
                    + "); check the HX711's power and wires", silent);
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        throw new IOException("write " + device + ": an HX711 cannot be sent anything; correct its dialect");
    }

    @Override
    public void close() {
        // each read opens and closes its file
    }
}

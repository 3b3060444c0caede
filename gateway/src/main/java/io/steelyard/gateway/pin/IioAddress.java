package io.steelyard.gateway.pin;

import io.steelyard.gateway.link.Link;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HX711 under the kernel's own driver, by the kernel's name for it: {@code iio:device0}.
 *
 * @param device the name, a folder below {@code /sys/bus/iio/devices}
 */
public record IioAddress(String device) implements PinAddress {
    private static final Pattern WRITTEN = Pattern.compile("iio:device\\d{1,3}");
    private static final Path DEVICES = Path.of("/sys/bus/iio/devices");

    static Optional<PinAddress> parse(String text) {
        return Optional.of(text).filter(WRITTEN.asMatchPredicate()).map(IioAddress::new);
    }

    @Override
    public Link open(int readWaitMillis) throws IOException {
        return IioLink.open(device, DEVICES);
    }

    @Override
    public String dialect() {
        return Hx711Address.DIALECT;
    }

    /** The kernel's driver has its lines from the device tree. */
    @Override
    public List<Integer> lines() {
        return List.of();
    }

    @Override
    public String toString() {
        return device;
    }
}

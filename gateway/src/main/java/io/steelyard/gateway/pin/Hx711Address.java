package io.steelyard.gateway.pin;

import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.run.SystemTime;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HX711 clocked from here on two lines: {@code gpio:dout=5,sck=6}. {@link IioAddress} is better where the kernel's driver
 * can be had, because that cannot be interrupted while the clock is high.
 *
 * @param chip whose lines
 * @param dout what the HX711 says
 * @param sck its clock, PD_SCK
 */
public record Hx711Address(GpioChip chip, int dout, int sck) implements PinAddress {
    /** The dialect of what an HX711 converted, however it was fetched. */
    static final String DIALECT = "hx711";
    private static final Pattern WRITTEN = Pattern.compile("gpio:dout=(\\d{1,2}),sck=(\\d{1,2})");

    static Optional<PinAddress> parse(String text, GpioChip chip) {
        var written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(new Hx711Address(chip, Integer.parseInt(written.group(1)),
                        Integer.parseInt(written.group(2))))
                : Optional.empty();
    }

    @Override
    public Link open(int readWaitMillis) throws IOException {
        return Hx711Link.open(this, SystemTime.open());
    }

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public List<Integer> lines() {
        return List.of(dout, sck);
    }

    @Override
    public String toString() {
        return "gpio:dout=" + dout + ",sck=" + sck;
    }
}

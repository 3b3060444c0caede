package io.steelyard.gateway.pin;

import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.run.SystemTime;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Wiegand reader on two lines: {@code gpio:d0=5,d1=6}.
 *
 * @param chip whose lines
 * @param d0 pulses for a 0
 * @param d1 pulses for a 1
 */
public record WiegandAddress(GpioChip chip, int d0, int d1) implements PinAddress {
    private static final Pattern WRITTEN = Pattern.compile("gpio:d0=(\\d{1,2}),d1=(\\d{1,2})");

    static Optional<PinAddress> parse(String text, GpioChip chip) {
        var written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(new WiegandAddress(chip, Integer.parseInt(written.group(1)),
                        Integer.parseInt(written.group(2))))
                : Optional.empty();
    }

    @Override
    public Link open(int readWaitMillis) throws IOException {
        return WiegandLink.open(this, SystemTime.open());
    }

    @Override
    public String dialect() {
        return "wiegand";
    }

    @Override
    public List<Integer> lines() {
        return List.of(d0, d1);
    }

    @Override
    public String toString() {
        return "gpio:d0=" + d0 + ",d1=" + d1;
    }
}

package io.steelyard.gateway.pin;

import io.steelyard.gateway.link.LinkAddress;
import java.util.List;
import java.util.Optional;

/** Where a device is attached that speaks on bare wires. Each kind can be read by one dialect only. */
public sealed interface PinAddress extends LinkAddress permits WiegandAddress, Hx711Address, IioAddress {
    /** What a text that is no such address should have been. */
    String REMEDY = "on GPIO gpio:d0=5,d1=6 (Wiegand), gpio:dout=5,sck=6 or iio:device0 (HX711)";

    /** Reads one as written in a configuration; empty when the text is none of these. */
    static Optional<LinkAddress> parse(String text, GpioChip chip) {
        return WiegandAddress.parse(text, chip).or(() -> Hx711Address.parse(text, chip))
                .or(() -> IioAddress.parse(text))
                .filter(address -> address.lines().stream().allMatch(line -> line <= GpioChip.LINE_MAX))
                .map(address -> address);
    }

    /** The dialect of the bytes that it delivers. */
    String dialect();

    /** The GPIO numbers that it occupies. */
    List<Integer> lines();
}

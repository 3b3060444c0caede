package io.steelyard.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of devices on bare wires, as people write them. */
class PinAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"gpio:d0=5,d1=6 wiegand", "gpio:dout=0,sck=27 hx711", "iio:device12 hx711"})
    void an_address_is_shown_as_it_was_written_and_names_its_dialect(String written, String dialect) {
        var address = PinAddress.parse(written, GpioChip.MOCK).orElseThrow();
        assertEquals(written, address.toString());
        assertEquals(dialect, ((PinAddress) address).dialect());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpio:5,6", "gpio:d1=6,d0=5", "gpio:d0=5, d1=6", "gpio:d0=28,d1=6", "gpio:d0=5",
            "gpio:dout=5,sck=28", "gpio:dout=-5,sck=6", "iio:device", "iio:deviceX", "iio:../device0", "gpio:", ""})
    void what_is_none_is_refused(String written) {
        assertEquals(Optional.empty(), PinAddress.parse(written, GpioChip.MOCK));
    }
}

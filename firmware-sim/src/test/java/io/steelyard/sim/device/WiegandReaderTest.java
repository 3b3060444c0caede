package io.steelyard.sim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.steelyard.sim.device.WiegandReader.Line;
import io.steelyard.sim.device.WiegandReader.Pulse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class WiegandReaderTest {
    private final WiegandReader reader = WiegandReader.USUAL;

    @Test
    void the_published_card_has_even_parity_before_and_odd_parity_behind() {
        // even, facility 161, card 45763, odd
        assertEquals("0" + "10100001" + "1011001011000011" + "0", word(reader.card26(0, 161, 45_763)));
        assertEquals("1" + "00000001" + "0000000000000000" + "1", word(reader.card26(0, 1, 0)));
        assertEquals("0" + "00000000" + "0000000000000001" + "0", word(reader.card26(0, 0, 1)));
    }

    @Test
    void thirty_four_bits_are_seventeen_and_seventeen() {
        assertEquals("1" + "1000000000000000" + "0000000000000001" + "0", word(reader.card34(0, 0x8000_0001L)));
        assertEquals("0" + "1111111111111111" + "1111111111111111" + "1", word(reader.card34(0, 0xFFFF_FFFFL)));
    }

    @Test
    void a_key_is_four_bits_or_those_and_their_inverse_before() {
        assertEquals("0101", word(reader.key4(0, 5)));
        assertEquals("10100101", word(reader.key8(0, 5)));
        assertEquals("1011", word(reader.key4(0, WiegandReader.KEY_MAX)));
    }

    @Test
    void a_bit_is_a_pulse_of_fifty_microseconds_each_millisecond_on_the_line_of_its_name() {
        assertEquals(List.of(new Pulse(Line.D1, 7_000, 57_000), new Pulse(Line.D0, 1_007_000, 1_057_000)),
                reader.bits(7_000, "10"));
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> reader.card26(0, 256, 0));
        assertThrows(IllegalArgumentException.class, () -> reader.card26(0, 0, 65_536));
        assertThrows(IllegalArgumentException.class, () -> reader.card34(0, -1));
        assertThrows(IllegalArgumentException.class, () -> reader.key4(0, 12));
    }

    private static String word(List<Pulse> pulses) {
        return pulses.stream().map(pulse -> pulse.line() == Line.D1 ? "1" : "0").collect(Collectors.joining());
    }
}

package io.steelyard.sim.device;

import static io.steelyard.sim.device.Bench.moving;
import static io.steelyard.sim.device.Bench.over;
import static io.steelyard.sim.device.Bench.still;
import static io.steelyard.sim.device.Bench.under;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static io.steelyard.sim.device.Host.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SartoriusScaleTest {
    private static final ScaleProfile SLOW = ScaleProfile.bench60Kg(LineRate.sevenAndParity(1200));

    private final SartoriusScale scale = new SartoriusScale("scale", SLOW, new Pan(), Mode.ASKED);

    @Test
    void a_line_has_sixteen_characters() {
        SartoriusScale balance = new SartoriusScale("scale", Bench.grams(2, "0.01", "600.00"), new Pan(), Mode.ASKED);
        assertEquals("+   123.56 g  \r\n", text(balance.frame(still("123.56")))); // published
        // +  SP eight characters         SP k  g  SP CR LF
        assertEquals("2B 20 20 20 20 20 37 2E 33 35 20 6B 67 20 0D 0A", hex(scale.frame(still("7.35"))));
        assertEquals("-     0.05 kg \r\n", text(scale.frame(still("-0.05"))));
    }

    @Test
    void the_unit_is_blank_in_motion_and_a_letter_stands_for_what_is_out_of_range() {
        assertEquals("+     7.30    \r\n", text(scale.frame(moving("7.30"))));
        assertEquals("      H       \r\n", text(scale.frame(over("61.00"))));
        assertEquals("      L       \r\n", text(scale.frame(under("-0.30"))));
    }

    @Test
    void it_is_asked_with_escape_and_a_letter() {
        Bench bench = new Bench(pan -> new SartoriusScale("scale", SLOW, pan, Mode.ASKED));
        bench.rests("7.35");
        assertEquals("+     7.35 kg \r\n", bench.ask("\33P\r\n"));
        assertEquals("+     7.35 kg \r\n", bench.ask("xx\33\33P"));
        assertEquals("", bench.ask("P\r\n\33"));
        assertEquals("+     7.35 kg \r\n", bench.ask("P"));
        assertEquals("SIM           \r\n", bench.ask("\33x1_\r\n"));
        assertEquals("", bench.ask("\33?\r\n"));
    }

    @Test
    void a_slow_line_lets_every_other_measurement_through() {
        Bench bench = new Bench(pan -> new SartoriusScale("scale", SLOW, pan, Mode.STREAM));
        bench.rests("7.35");
        String heard = bench.hears(10 * SECOND);
        long lines = heard.lines().filter("+     7.35 kg "::equals).count();
        assertTrue(lines >= 49 && lines <= 51, () -> "lines in ten seconds: " + lines); // 133 ms, so every other 100 ms
    }
}

package io.steelyard.sim.device;

import static io.steelyard.sim.device.Bench.moving;
import static io.steelyard.sim.device.Bench.over;
import static io.steelyard.sim.device.Bench.still;
import static io.steelyard.sim.device.Bench.under;
import static io.steelyard.sim.device.Host.hex;
import static io.steelyard.sim.device.Host.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The 22-byte and the ten-byte format. */
final class CasScalesTest {
    private final CasScale scale = new CasScale("scale", ScaleProfile.BENCH_60_KG, new Pan());

    @Test
    void a_frame_has_twenty_two_bytes_one_of_them_binary() {
        // S  T  ,  G  S  ,  no lamps ,  eight characters     SP k  g  CR LF      lamps C4: 7 always, 6 stable, 2 gross
        assertEquals("53 54 2C 47 53 2C 31 C4 2C 30 30 30 30 37 2E 33 35 20 6B 67 0D 0A",
                hex(scale.frame(still("7.35"))));
        assertEquals("53 54 2C 47 53 2C 31 C4 2C 2D 30 30 30 37 2E 33 35 20 6B 67 0D 0A",
                hex(scale.frame(still("-7.35"))));
    }

    @Test
    void the_lamps_say_what_the_header_says() {
        assertEquals("53 54 2C 47 53 2C 31 C5", head(still("0.00"))); // stable, gross, zero
        assertEquals("55 53 2C 47 53 2C 31 84", head(moving("7.30"))); // gross
        assertEquals("4F 4C 2C 47 53 2C 31 84", head(over("61.00")));
        assertEquals("4F 4C 2C 47 53 2C 31 84", head(under("-0.30")));
        scale.presetTare(new BigDecimal("1.50"));
        assertEquals("53 54 2C 4E 54 2C 31 C2", head(still("7.35"))); // stable, tare
    }

    @Test
    void a_load_too_wide_for_six_digits_leaves_the_frame_its_length() {
        CasScale wide = new CasScale("scale", Bench.kilograms(3, "0.005", "999.000"), new Pan());
        assertEquals("OL,GS,1?,0999.999 kg\r\n", text(wide.frame(over("1250.000"))).replace('\uFFFD', '?'));
        wide.presetTare(new BigDecimal("999.000"));
        assertEquals("OL,NT,1?,-999.999 kg\r\n", text(wide.frame(under("-250.000"))).replace('\uFFFD', '?'));
    }

    @Test
    void ten_bytes_are_a_value_and_nothing_else_and_an_overload_is_silence() {
        CasTenByteScale ten = new CasTenByteScale("scale", ScaleProfile.BENCH_60_KG, new Pan());
        // eight characters                           CR LF
        assertEquals("30 30 30 30 37 2E 33 35 0D 0A", hex(ten.frame(still("7.35"))));
        assertEquals("-0000.30\r\n", text(ten.frame(under("-0.30"))));
        assertEquals("00007.30\r\n", text(ten.frame(moving("7.30"))));
        assertEquals("", text(ten.frame(over("61.00"))));
    }

    private String head(Shown shown) {
        return hex(scale.frame(shown)).substring(0, 8 * 3 - 1);
    }
}

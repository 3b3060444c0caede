package io.steelyard.sim.device;

import static io.steelyard.sim.device.Bench.moving;
import static io.steelyard.sim.device.Bench.over;
import static io.steelyard.sim.device.Bench.still;
import static io.steelyard.sim.device.Bench.under;
import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static io.steelyard.sim.device.Host.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The 3000 series and the balances: two formats, one set of commands. */
final class OhausScalesTest {
    private static final ScaleProfile PROFILE = ScaleProfile.BENCH_60_KG;

    private final Ohaus3000Scale indicator = new Ohaus3000Scale("scale", PROFILE, new Pan(), Mode.ASKED);
    private final OhausBalanceScale balance = new OhausBalanceScale("scale", PROFILE, new Pan(), Mode.ASKED);
    private final Bench bench = new Bench(pan -> new Ohaus3000Scale("scale", PROFILE, pan, Mode.ASKED));

    @Test
    void an_indicator_line_has_twenty_one_characters() {
        // SP SP seven characters     SP k  g  SP SP SP ?  G  SP SP CR LF
        assertEquals("20 20 20 20 20 37 2E 33 35 20 6B 67 20 20 20 20 47 20 20 0D 0A",
                hex(indicator.frame(still("7.35"))));
        assertEquals("-    0.05 kg   ?G  \r\n", text(indicator.frame(moving("-0.05"))));
        indicator.presetTare(new BigDecimal("1.50"));
        assertEquals("     5.85 kg    NET\r\n", text(indicator.frame(still("7.35"))));
    }

    @Test
    void a_balance_line_is_a_right_aligned_value_a_unit_and_a_question_mark_in_motion() {
        // eleven characters              SP k  g  SP SP CR LF
        assertEquals("20 20 20 20 20 20 20 37 2E 33 35 20 6B 67 20 20 0D 0A", hex(balance.frame(still("7.35"))));
        assertEquals("      -7.30 kg ?\r\n", text(balance.frame(moving("-7.30"))));
    }

    @Test
    void out_of_range_neither_has_a_line() {
        assertEquals("", text(indicator.frame(over("61.00"))));
        assertEquals("", text(balance.frame(under("-0.30"))));
    }

    @Test
    void readings_come_at_once_at_rest_and_continuously() {
        bench.rests("7.35");
        assertEquals("     7.35 kg    G  \r\n", bench.ask("P\r\n"));
        assertEquals("     7.35 kg    G  \r\n", bench.ask("IP\r"));
        bench.swings("20");
        assertEquals("", bench.ask("SP\r\n"));
        assertEquals("    20.00 kg    G  \r\n", bench.hears(3 * SECOND));
        bench.ask("CP\r\n");
        assertTrue(bench.hears(SECOND).length() > 9 * 21);
        bench.ask("0P\r\n");
        bench.hears(100 * MILLI);
        assertEquals("", bench.hears(SECOND));
    }

    @Test
    void a_load_that_never_rests_is_given_up_after_forty_seconds() {
        bench.swings("20");
        StringBuilder heard = new StringBuilder(bench.ask("SP\r\n"));
        for (int lean = 0; heard.isEmpty() && lean < 300; lean++) {
            bench.place(lean % 2 == 0 ? "5" : "15");
            heard.append(bench.hears(175 * MILLI)); // not half the average, which would smooth the leaning away
        }
        assertEquals("ES\r\n", heard.toString());
    }

    @Test
    void an_unknown_command_is_a_syntax_error() {
        assertEquals("ES\r\n", bench.ask("?P\r\n"));
        assertEquals("", bench.ask("I"));
        assertEquals("     0.00 kg    G  \r\n", bench.ask("P\r\n"));
        assertEquals("     0.00 kg    G  \r\n".repeat(2), bench.ask("IP\r\nIP\r\n"));
    }
}

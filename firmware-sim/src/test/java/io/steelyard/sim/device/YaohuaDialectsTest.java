package io.steelyard.sim.device;

import static io.steelyard.sim.device.Bench.moving;
import static io.steelyard.sim.device.Bench.over;
import static io.steelyard.sim.device.Bench.still;
import static io.steelyard.sim.device.Bench.under;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static io.steelyard.sim.device.Host.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Yaohua formats beside continuous format 0. */
final class YaohuaDialectsTest {
    private static final ScaleProfile TWO_DECIMALS = ScaleProfile.BENCH_60_KG;
    private static final ScaleProfile THREE_DECIMALS = Bench.kilograms(3, "0.001", "30.000");

    private final Pan pan = new Pan();

    @ParameterizedTest
    @CsvSource({
            // value, decimals, forward, reversed
            "  3.000,        3, =0003.000, =000.3000", // printed in the manuals
            "  -1.00,        2, =-0001.00, =00.1000-", // printed in the manuals
            "   7.35,        2, =00007.35, =53.70000",
            "   0.00,        2, =00000.00, =00.00000"})
    void an_equals_frame_is_eight_characters_forward_or_reversed(String value, int decimals, String forward,
            String reversed) {
        ScaleProfile profile = decimals == 2 ? TWO_DECIMALS : THREE_DECIMALS;
        assertEquals(forward, text(new YaohuaEqualsScale("scale", profile, pan, false).frame(still(value))));
        assertEquals(reversed, text(new YaohuaEqualsScale("scale", profile, pan, true).frame(still(value))));
    }

    @Test
    void an_equals_frame_tells_neither_motion_nor_underload_and_an_overload_is_silence() {
        YaohuaEqualsScale scale = new YaohuaEqualsScale("scale", TWO_DECIMALS, pan, false);
        assertEquals("=00007.30", text(scale.frame(moving("7.30"))));
        assertEquals("=-0000.30", text(scale.frame(under("-0.30"))));
        assertEquals("", text(scale.frame(over("60.10"))));
    }

    @Test
    void an_a12e_frame_is_as_the_manual_lays_it_out() {
        YaohuaA12eScale scale = new YaohuaA12eScale("scale", THREE_DECIMALS, pan);
        // W  G  seven characters     k  g  XOR   CR LF      printed in the manual
        assertEquals("57 47 30 30 34 2E 31 33 39 6B 67 33 44 0D 0A", hex(scale.frame(still("4.139"))));
        scale.presetTare(new BigDecimal("1.500"));
        // W  N  seven characters     k  g  XOR   CR LF
        assertEquals("57 4E 30 30 33 2E 34 38 30 6B 67 33 34 0D 0A", hex(scale.frame(still("4.980"))));
    }

    @Test
    void an_a12e_value_begins_with_its_minus_sign_and_ends_with_a_space_where_there_is_no_point() {
        // W  G  -  0  0  0  .  5  0  k  g  XOR   CR LF
        assertEquals("57 47 2D 30 30 30 2E 35 30 6B 67 32 41 0D 0A",
                hex(new YaohuaA12eScale("scale", TWO_DECIMALS, pan).frame(still("-0.50"))));
        // W  G  0  0  0  0  1  2 SP  k  g  XOR   CR LF
        assertEquals("57 47 30 30 30 30 31 32 20 6B 67 33 46 0D 0A",
                hex(new YaohuaA12eScale("scale", Bench.kilograms(0, "1", "60"), pan).frame(still("12"))));
    }

    @Test
    void an_a12e_out_of_range_has_nine_spaces_and_two_letters() {
        YaohuaA12eScale scale = new YaohuaA12eScale("scale", TWO_DECIMALS, pan);
        assertEquals("         OL23\r\n", text(scale.frame(over("60.10"))));
        assertEquals("         LO23\r\n", text(scale.frame(under("-0.21"))));
        assertEquals("WG0007.30kg36\r\n", text(scale.frame(moving("7.30")))); // and motion is not told
    }

    @Test
    void the_command_mode_answers_gross_tare_and_net() {
        Bench bench = new Bench(own -> {
            YaohuaCommandScale scale = new YaohuaCommandScale("scale", THREE_DECIMALS, own);
            scale.presetTare(new BigDecimal("1.500"));
            return scale;
        });
        bench.rests("4.980");
        assertEquals("02 41 41 30 30 03", bench.askHex("02 41 41 30 30 03")); // handshake
        // STX address command sign six digits     decimals XOR ETX
        assertEquals("02 41 42 2B 30 30 34 39 38 30 33 31 45 03", bench.askHex("02 41 42 30 33 03")); // gross
        assertEquals("02 41 43 2B 30 30 31 35 30 30 33 31 45 03", bench.askHex("02 41 43 30 32 03")); // tare
        assertEquals("02 41 44 2B 30 30 33 34 38 30 33 31 32 03", bench.askHex("02 41 44 30 35 03")); // net
        bench.rests("0");
        assertEquals("02 41 44 2D 30 30 31 35 30 30 33 31 46 03", bench.askHex("02 41 44 30 35 03"));
    }

    @Test
    void the_command_mode_says_the_same_in_motion_and_nothing_on_overload() {
        Bench bench = new Bench(own -> new YaohuaCommandScale("scale", TWO_DECIMALS, own));
        bench.rests("7.35");
        assertEquals("02 41 42 2B 30 30 30 37 33 35 32 31 42 03", bench.askHex("02 41 42 30 33 03"));
        bench.rests("-0.50");
        assertEquals("02 41 42 2D 30 30 30 30 35 30 32 31 39 03", bench.askHex("02 41 42 30 33 03"));
        bench.swings("20.00");
        assertEquals(14 * 3 - 1, bench.askHex("02 41 42 30 33 03").length());
        bench.rests("61");
        assertEquals("", bench.askHex("02 41 42 30 33 03"));
    }

    @Test
    void a_wrong_check_another_address_and_unknown_commands_are_not_answered() {
        YaohuaCommandScale scale = new YaohuaCommandScale("scale", TWO_DECIMALS, pan);
        Bench bench = new Bench(_ -> scale);
        assertEquals("", bench.askHex("02 41 42 30 34 03")); // check of B is 03
        assertEquals("", bench.askHex("02 42 42 30 30 03")); // address 2
        assertEquals("", bench.askHex("02 41 45 30 34 03")); // E
        assertEquals("", bench.askHex("02 41 45 30 30 03")); // "zero" of a public program, with a wrong check
        assertEquals(3, scale.commandsUnknown());
        assertEquals(0, scale.commandsThatChange());
        assertEquals("", bench.askHex("02 41 48 30 39 03")); // H, "zero" of another
        assertEquals(1, scale.commandsThatChange());
    }

    @Test
    void a_command_is_found_after_garbage_and_after_its_own_beginning() {
        Bench bench = new Bench(own -> new YaohuaCommandScale("scale", TWO_DECIMALS, own));
        bench.rests("7.35");
        assertEquals("", bench.askHex("02 41 42"));
        assertEquals("02 41 42 2B 30 30 30 37 33 35 32 31 42 03", bench.askHex("FF 41 02 41 42 30 33 03 41"));
        assertEquals("", bench.hears(SECOND));
    }
}

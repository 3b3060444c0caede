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

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The A&amp;D balance and the A&amp;D indicator. */
final class AndScalesTest {
    private static final ScaleProfile PROFILE = ScaleProfile.BENCH_60_KG;

    private final Pan pan = new Pan();

    @Test
    void a_balance_line_is_as_the_manual_lays_it_out() {
        ScaleProfile fine = Bench.kilograms(3, "0.001", "30.000");
        assertEquals("ST,+0001.234 kg\r\n", text(balance(fine, "\r\n").frame(still("1.234")))); // published
        // S  T  ,  +  eight characters        SP k  g  CR LF
        assertEquals("53 54 2C 2B 30 30 30 30 37 2E 33 35 20 6B 67 0D 0A",
                hex(balance(PROFILE, "\r\n").frame(still("7.35"))));
        assertEquals("ST,-00007.35 kg\r\n", text(balance(PROFILE, "\r\n").frame(still("-7.35"))));
        assertEquals("ST,+00000735  g\r\n", text(balance(Bench.grams(0, "5", "6000"), "\r\n").frame(still("735"))));
    }

    @Test
    void a_balance_tells_motion_and_looks_like_a_number_out_of_range() {
        AndBalanceScale scale = balance(PROFILE, "\r\n");
        assertEquals("US,+00007.30 kg\r\n", text(scale.frame(moving("7.30"))));
        assertEquals("OL,+9999999E+19\r\n", text(scale.frame(over("61.00")))); // published
        assertEquals("OL,-9999999E+19\r\n", text(scale.frame(under("-0.30"))));
        assertEquals("ST,+00000.00 kg\r\n", text(scale.frame(still("0.00")))); // zero is +
    }

    @Test
    void both_end_their_lines_with_a_carriage_return_alone_if_their_menu_says_so() {
        assertEquals("ST,+00007.35 kg\r", text(balance(PROFILE, "\r").frame(still("7.35"))));
        assertEquals("ST,GS,+0007.35kg\r", text(indicator(Mode.ASKED, "\r").frame(still("7.35"))));
    }

    @Test
    void a_balance_answers_at_once_or_at_rest_and_repeats_until_told_to_stop() {
        Bench bench = new Bench(own -> new AndBalanceScale("scale", PROFILE, own, Mode.ASKED, "\r\n"));
        bench.rests("7.35");
        assertEquals("ST,+00007.35 kg\r\n", bench.ask("Q\r\n"));
        assertEquals("ST,+00007.35 kg\r\n", bench.ask("SI\r"));
        bench.swings("20.00");
        String moving = bench.ask("Q\r\n");
        assertTrue(moving.startsWith("US,+000"), moving);
        bench.rests("0");
        bench.swings("20.00");
        assertEquals("", bench.ask("S\r\n"));
        assertEquals("ST,+00020.00 kg\r\n", bench.hears(3 * SECOND));
        bench.ask("SIR\r\n");
        assertTrue(bench.hears(SECOND).length() > 9 * 17);
        bench.ask("C\r\n");
        bench.hears(SECOND);
        assertEquals("", bench.hears(SECOND));
    }

    @Test
    void a_cancelled_wait_for_rest_is_over() {
        Bench bench = new Bench(own -> new AndBalanceScale("scale", PROFILE, own, Mode.ASKED, "\r\n"));
        bench.swings("20.00");
        assertEquals("", bench.ask("S\r\nC\r\n"));
        assertEquals("", bench.hears(5 * SECOND));
    }

    @Test
    void an_indicator_line_is_as_the_manual_lays_it_out() {
        AndIndicatorScale scale = indicator(Mode.ASKED, "\r\n");
        // S  T  ,  G  S  ,  +  seven characters     k  g  CR LF
        assertEquals("53 54 2C 47 53 2C 2B 30 30 30 37 2E 33 35 6B 67 0D 0A", hex(scale.frame(still("7.35"))));
        assertEquals("US,GS,-0007.30kg\r\n", text(scale.frame(moving("-7.30"))));
        scale.presetTare(new BigDecimal("1.50"));
        assertEquals("ST,NT,+0012.34kg\r\n", text(scale.frame(still("13.84")))); // published
    }

    @Test
    void an_indicator_out_of_range_keeps_only_the_point() {
        AndIndicatorScale scale = indicator(Mode.ASKED, "\r\n");
        assertEquals("OL,GS,     .  kg\r\n", text(scale.frame(over("61.00"))));
        assertEquals("OL,GS,     .  kg\r\n", text(scale.frame(under("-0.30"))));
    }

    @Test
    void an_indicator_answers_what_is_displayed_gross_net_tare_and_whether_it_is_zero() {
        AndIndicatorScale scale = indicator(Mode.ASKED, "\r\n");
        scale.presetTare(new BigDecimal("1.50"));
        Bench bench = new Bench(_ -> scale);
        assertEquals("ST,NT,-0001.50kg\r\n", bench.ask("RW\r\n"));
        assertEquals("ST,GS,+0000.00kg\r\n", bench.ask("RG\r\n"));
        assertEquals("ST,NT,-0001.50kg\r\n", bench.ask("RN\r\n"));
        assertEquals("ST,TR,+0001.50kg\r\n", bench.ask("RT\r\n"));
        assertEquals("RZ1\r\n", bench.ask("RZ\r\n"));
        assertEquals("?\r\n", bench.ask("RWX\r\n"));
        assertEquals("MZ\r\n", bench.ask("MZ\r\n"));
    }

    @Test
    void an_indicator_in_motion_cannot_be_zeroed() {
        Bench bench = new Bench(own -> new AndIndicatorScale("scale", PROFILE, own, Mode.ASKED, "\r\n"));
        bench.swings("20");
        assertEquals("I\r\n", bench.ask("MZ\r\n"));
        bench.rests("20");
        assertEquals("RZ0\r\n", bench.ask("RZ\r\n"));
    }

    @Test
    void either_streams_if_its_menu_says_so_and_still_answers() {
        Bench bench = new Bench(own -> new AndIndicatorScale("scale", PROFILE, own, Mode.STREAM, "\r\n"));
        bench.rests("7.35");
        assertTrue(bench.hears(SECOND).contains("ST,GS,+0007.35kg\r\nST,GS,+0007.35kg\r\n"));
        assertTrue(bench.ask("RZ\r\n").contains("RZ0\r\n"));
        assertTrue(bench.hears(SECOND).contains("ST,GS,+0007.35kg\r\nST,GS,+0007.35kg\r\n"));
    }

    private AndBalanceScale balance(ScaleProfile profile, String terminator) {
        return new AndBalanceScale("scale", profile, pan, Mode.ASKED, terminator);
    }

    private AndIndicatorScale indicator(Mode mode, String terminator) {
        return new AndIndicatorScale("scale", PROFILE, pan, mode, terminator);
    }
}

package io.steelyard.sim.device;

import static io.steelyard.sim.device.Bench.still;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static io.steelyard.sim.device.Host.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class SmaScaleTest {
    private final Bench bench = new Bench(pan -> new SmaScale("scale", ScaleProfile.BENCH_60_KG, pan));

    @Test
    void a_reading_has_twenty_bytes() {
        SmaScale fine = new SmaScale("scale", Bench.kilograms(3, "0.001", "30.000"), new Pan());
        // LF s  r  n  m  f  ten characters                u  u  u  CR
        assertEquals("0A 20 31 47 20 20 20 20 20 20 20 37 2E 33 35 30 6B 67 20 0D", hex(fine.frame(still("7.350"))));
        fine.presetTare(new BigDecimal("1.500"));
        assertEquals("\n 1N       5.850kg \r", text(fine.frame(still("7.350"))));
    }

    @Test
    void zero_motion_over_and_under_are_told() {
        assertEquals("\nZ1G        0.00kg \r", bench.ask("\nW\r"));
        bench.swings("20");
        assertTrue(bench.ask("\nW\r").matches("\n 1GM  {5,7}\\d+\\.\\d\\dkg \r"));
        bench.rests("61");
        assertEquals("\nO1G       61.00kg \r", bench.ask("\nW\r"));
        bench.rests("-0.30");
        assertEquals("\nU1G       -0.30kg \r", bench.ask("\nW\r"));
    }

    @Test
    void ten_times_the_resolution_has_a_small_letter_and_a_digit_more() {
        bench.rests("7.35");
        assertEquals("\n 1g       7.350kg \r", bench.ask("\nH\r"));
        assertEquals("\n 1T        0.00kg \r", bench.ask("\nM\r"));
    }

    @Test
    void a_reading_at_rest_waits_and_a_repeated_one_goes_on_until_the_next_command() {
        bench.swings("20");
        assertEquals("", bench.ask("\nP\r"));
        assertEquals("\n 1G       20.00kg \r", bench.hears(3 * SECOND));
        bench.ask("\nR\r");
        assertTrue(bench.hears(SECOND).length() > 9 * 20);
        bench.ask("\nW\r");
        assertEquals("", bench.hears(SECOND));
        bench.ask("\nS\r");
        bench.ask("\33");
        assertEquals("", bench.hears(SECOND));
    }

    @Test
    void an_unknown_command_is_a_question_mark_and_what_stands_before_the_line_feed_is_none() {
        assertEquals("\n?\r", bench.ask("\nX\r"));
        assertEquals("\n?\r", bench.ask("\nw\r"));
        assertEquals("", bench.ask("W\r"));
        assertEquals("\nZ1G        0.00kg \r", bench.ask("xyz\nX\nW\r")); // a new LF begins a new command
        assertEquals("", bench.ask("\nW"));
        assertEquals("\nZ1G        0.00kg \r", bench.ask("\r"));
    }

    @Test
    void diagnostics_find_nothing_and_about_is_told_line_by_line() {
        assertEquals("\n    \r", bench.ask("\nD\r"));
        assertEquals("\n?\r", bench.ask("\nB\r"));
        assertEquals("\nSMA:1/1.0\r", bench.ask("\nA\r"));
        assertEquals("\nMFG:STEELYARD\r\nMOD:SIM\r\nREV:1.00\r\n?\r", bench.ask("\nB\r\nB\r\nB\r\nB\r"));
    }
}

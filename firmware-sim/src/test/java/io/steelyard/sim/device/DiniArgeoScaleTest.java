package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class DiniArgeoScaleTest {
    private final Bench bench = new Bench(
            pan -> new DiniArgeoScale("scale", ScaleProfile.BENCH_60_KG, pan, Mode.ASKED));

    @Test
    void a_reading_is_as_the_manual_lays_it_out() {
        bench.rests("7.35");
        // S  T  ,  G  S  ,  eight characters         ,  k  g  CR LF
        assertEquals("53 54 2C 47 53 2C 20 20 20 20 37 2E 33 35 2C 6B 67 0D 0A",
                bench.askHex("52 45 41 44 0D 0A"));
        assertEquals("ST,GS,    7.35,kg\r\n", bench.ask("R\r\n"));
        assertEquals("1,ST,      7.35,        0.00,0,0,kg\r\n", bench.ask("REXT\r\n"));
    }

    @Test
    void motion_overload_and_underload_are_told() {
        bench.swings("20");
        assertTrue(bench.ask("READ\r\n").startsWith("US,GS,"));
        bench.rests("61");
        assertEquals("OL,GS,   61.00,kg\r\n", bench.ask("READ\r\n"));
        bench.rests("-0.30");
        assertEquals("UL,GS,   -0.30,kg\r\n", bench.ask("READ\r\n"));
    }

    @Test
    void a_weight_with_an_alibi_number_is_kept_and_the_number_counts() {
        bench.rests("7.35");
        assertEquals("PIDST,1,      7.35kg,        0.00kg,00000-000001\r\n", bench.ask("PID\r\n"));
        bench.rests("0");
        assertEquals("PIDST,1,      0.00kg,        0.00kg,00000-000002\r\n", bench.ask("PID\r\n"));
    }

    @Test
    void nothing_is_kept_of_a_weight_that_moves_is_negative_or_out_of_range() {
        bench.swings("20");
        assertTrue(bench.ask("PID\r\n").matches("PIDUS,1, +\\d+\\.\\d\\dkg, +0\\.00kg,NO\r\n"));
        bench.rests("-0.05");
        assertEquals("PIDST,1,     -0.05kg,        0.00kg,NO\r\n", bench.ask("PID\r\n"));
        bench.rests("61");
        assertEquals("PIDOL,1,     61.00kg,        0.00kg,NO\r\n", bench.ask("PID\r\n"));
        bench.rests("7.35");
        assertTrue(bench.ask("PID\r\n").endsWith(",00000-000001\r\n"));
    }

    @Test
    void a_keyed_in_tare_is_told_with_net_and_gross() {
        Bench tared = new Bench(pan -> {
            DiniArgeoScale scale = new DiniArgeoScale("scale", ScaleProfile.BENCH_60_KG, pan, Mode.ASKED);
            scale.presetTare(new BigDecimal("1.50"));
            return scale;
        });
        tared.rests("7.35");
        assertEquals("ST,NT,    5.85,kg\r\n", tared.ask("R\r\n"));
        assertEquals("1,ST,      5.85,PT      1.50,0,0,kg\r\n", tared.ask("REXT\r\n"));
        assertEquals("PIDST,1,      7.35kg,PT      1.50kg,00000-000001\r\n", tared.ask("PID\r\n"));
    }

    @Test
    void an_unknown_command_is_an_error_and_garbage_is_part_of_one() {
        bench.rests("7.35");
        assertEquals("ERR04\r\n", bench.ask("READY\r\n"));
        assertEquals("ERR04\r\nST,GS,    7.35,kg\r\n", bench.ask("xxREAD\r\nREAD\r\n"));
        assertEquals("", bench.ask("RE"));
        assertEquals("ST,GS,    7.35,kg\r\n", bench.ask("AD\r\n"));
        assertEquals("", bench.hears(SECOND));
    }
}

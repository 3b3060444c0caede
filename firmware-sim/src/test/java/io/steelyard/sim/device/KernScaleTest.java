package io.steelyard.sim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class KernScaleTest {
    private final Bench bench = new Bench(pan -> new KernScale("scale", ScaleProfile.BENCH_60_KG, pan, "WB12AG0001"));

    @Test
    void values_are_not_padded() {
        bench.rests("7.35");
        // S     S     7  .  3  5     k  g  CR LF
        assertEquals("53 20 53 20 37 2E 33 35 20 6B 67 0D 0A", bench.askHex("53 0D 0A"));
        assertEquals("S S 7.35 kg\r\n", bench.ask("SI\r\n"));
        bench.rests("-0.05");
        assertEquals("S S -0.05 kg\r\n", bench.ask("SI\r\n"));
    }

    @Test
    void motion_overload_and_underload_are_told() {
        bench.swings("20");
        String moving = bench.ask("SI\r\n");
        assertTrue(moving.matches("S D \\d+\\.\\d\\d kg\r\n"), moving);
        bench.rests("61");
        assertEquals("S +\r\n", bench.ask("S\r\n"));
        bench.rests("-0.21");
        assertEquals("S -\r\n", bench.ask("SI\r\n"));
    }

    @Test
    void identifications_are_told_and_the_rest_is_a_syntax_error() {
        assertEquals("I4 A \"WB12AG0001\"\r\n", bench.ask("I4\r\n"));
        assertEquals("I5 A \"1.00\"\r\n", bench.ask("I5\r\n"));
        assertEquals("ES\r\n", bench.ask("I9\r\n"));
    }
}

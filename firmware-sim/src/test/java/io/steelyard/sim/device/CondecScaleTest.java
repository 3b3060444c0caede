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

final class CondecScaleTest {
    private final CondecScale scale = new CondecScale("scale", ScaleProfile.BENCH_60_KG, new Pan());

    @Test
    void a_frame_is_as_the_manual_lays_it_out() {
        // STX SP seven characters     K  G  SP CR LF
        assertEquals("02 20 20 20 20 37 2E 33 35 4B 47 20 0D 0A", hex(scale.frame(still("7.35"))));
        assertEquals("\2-   7.35KG \r\n", text(scale.frame(still("-7.35"))));
        scale.presetTare(new BigDecimal("1.50"));
        assertEquals("\2    5.85KN \r\n", text(scale.frame(still("7.35"))));
    }

    @Test
    void out_of_range_comes_before_motion() {
        assertEquals("\2    7.30KGM\r\n", text(scale.frame(moving("7.30"))));
        assertEquals("\2   61.00KGO\r\n", text(scale.frame(over("61.00"))));
        assertEquals("\2-   0.30KGO\r\n", text(scale.frame(under("-0.30"))));
        assertEquals("\2   61.00KGO\r\n", text(scale.frame(new Shown(new BigDecimal("61.00"), true, true, false))));
    }

    @Test
    void grams_are_told_as_kilograms() {
        CondecScale grams = new CondecScale("scale", Bench.grams(1, "0.5", "6000.0"), new Pan());
        assertEquals("\2   0.736KG \r\n", text(grams.frame(still("735.5"))));
    }

    @Test
    void centre_of_zero_is_no_status() {
        assertEquals("\2    0.00KG \r\n", text(scale.frame(still("0.00"))));
    }

    @Test
    void it_sends_by_itself_and_goes_on_when_told_something() {
        Bench bench = new Bench(pan -> new CondecScale("scale", ScaleProfile.BENCH_60_KG, pan));
        bench.rests("7.35");
        bench.ask("hello\r\n");
        assertTrue(bench.hears(SECOND).endsWith("\2    7.35KG \r\n".repeat(9)));
    }
}

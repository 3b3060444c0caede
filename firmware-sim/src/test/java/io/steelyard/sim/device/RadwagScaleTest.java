package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class RadwagScaleTest {
    private final Bench bench = new Bench(pan -> new RadwagScale("scale", ScaleProfile.BENCH_60_KG, pan, Mode.ASKED));

    @Test
    void a_mass_frame_has_twenty_one_characters() {
        RadwagScale coarse = new RadwagScale("scale", Bench.kilograms(1, "0.5", "300.0"), new Pan(), Mode.ASKED);
        assertEquals("SI ?       18.5 kg \r\n", Host.text(coarse.frame(Bench.moving("18.5")))); // published
        // S  I  SP SP SP SP nine characters            SP k  g  SP CR LF
        assertEquals("53 49 20 20 20 20 20 20 20 20 20 37 2E 33 35 20 6B 67 20 0D 0A",
                hex(new RadwagScale("scale", ScaleProfile.BENCH_60_KG, new Pan(), Mode.ASKED)
                        .frame(Bench.still("7.35"))));
    }

    @Test
    void a_stable_mass_is_accepted_first_and_told_once_the_load_rests() {
        bench.rests("7.35");
        assertEquals("S A\r\nS          7.35 kg \r\n", bench.ask("S\r\n"));
        bench.swings("20");
        assertEquals("SU A\r\n", bench.ask("SU\r\n"));
        assertEquals("SU I\r\n", bench.ask("SU\r\n"));
        assertEquals("SU        20.00 kg \r\n", bench.hears(3 * SECOND));
    }

    @Test
    void a_load_that_never_rests_is_given_up_after_five_seconds() {
        bench.swings("20");
        StringBuilder heard = new StringBuilder(bench.ask("S\r\n"));
        for (int lean = 0; lean < 32; lean++) {
            bench.place(lean % 2 == 0 ? "5" : "15");
            heard.append(bench.hears(175 * MILLI)); // not half the average, which would smooth the leaning away
        }
        assertEquals("S A\r\nS E\r\n", heard.toString());
    }

    @Test
    void motion_overload_and_underload_have_a_marker() {
        bench.swings("20");
        String moving = bench.ask("SI\r\n");
        assertTrue(moving.startsWith("SI ?"), moving);
        bench.rests("61");
        assertEquals("SI ^      61.00 kg \r\n", bench.ask("SI\r\n"));
        bench.rests("-0.30");
        assertEquals("SUIv -     0.30 kg \r\n", bench.ask("SUI\r\n"));
    }

    @Test
    void masses_come_continuously_between_c1_and_c0() {
        bench.rests("7.35");
        assertTrue(bench.ask("C1\r\n").startsWith("C1 A\r\nSI "));
        assertTrue(bench.hears(SECOND).length() > 9 * 21);
        assertTrue(bench.ask("C0\r\n").endsWith("C0 A\r\n"));
        assertEquals("", bench.hears(SECOND));
    }

    @Test
    void an_unknown_command_is_not_recognised() {
        assertEquals("ES\r\n", bench.ask("READ\r\n"));
        assertEquals("", bench.ask("S"));
        assertEquals("SI         0.00 kg \r\n", bench.ask("I\r\n"));
    }
}

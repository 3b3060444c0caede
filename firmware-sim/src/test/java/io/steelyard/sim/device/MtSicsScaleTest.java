package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MtSicsScaleTest {
    /** Not half the scale's 200 ms average, which would smooth the leaning away. */
    private static final long LEAN_NANOS = 175 * MILLI;

    private final Pan pan = new Pan();
    private final Host host = new Host(new MtSicsScale("scale", ScaleProfile.BENCH_60_KG, pan, "B123456789"));

    @BeforeEach
    void a_bag_lies_on_the_scale() {
        pan.place(host.nowNanos, new BigDecimal("7.35"));
        host.listen(3 * SECOND);
    }

    @Test
    void a_stable_weight_is_right_aligned_in_ten_characters() {
        // S     S     ten characters                   k  g  CR LF
        assertEquals("53 20 53 20 20 20 20 20 20 20 37 2E 33 35 20 6B 67 0D 0A",
                hex(host.ask(hex("53 0D 0A"), 200 * MILLI)));
    }

    @Test
    void an_immediate_answer_says_that_the_load_moves() {
        pan.place(host.nowNanos, new BigDecimal("20.00"));
        host.listen(300 * MILLI);
        String answer = host.ask("SI", 200 * MILLI);
        assertTrue(answer.matches("S D {5,7}\\d+\\.\\d\\d kg\r\n"), answer);
        assertEquals(18 + 1, answer.length());
    }

    @Test
    void a_stable_answer_waits_until_the_load_rests() {
        pan.place(host.nowNanos, new BigDecimal("20.00"));
        host.listen(50 * MILLI); // the scale has felt it
        assertEquals("", host.ask("S", 500 * MILLI));
        assertEquals("S S      20.00 kg\r\n", Host.text(host.listen(2 * SECOND)));
    }

    @Test
    void a_load_that_never_rests_is_not_executable_after_five_seconds() {
        assertEquals("", swingFor(4 * LEAN_NANOS));
        assertEquals("", host.ask("S", 0));
        assertEquals("", swingFor(28 * LEAN_NANOS)); // 4.9 s
        assertEquals("S I\r\n", swingFor(2 * LEAN_NANOS));
    }

    @Test
    void a_second_stable_command_while_one_waits_is_refused() {
        pan.place(host.nowNanos, new BigDecimal("20.00"));
        host.listen(50 * MILLI); // the scale has felt it
        assertEquals("", host.ask("S", 200 * MILLI));
        assertEquals("S I\r\n", host.ask("S", 200 * MILLI));
    }

    @Test
    void above_the_capacity_and_far_below_zero_there_is_no_value() {
        pan.place(host.nowNanos, new BigDecimal("61"));
        host.listen(3 * SECOND);
        assertEquals("S +\r\n", host.ask("SI", 100 * MILLI));
        assertEquals("S +\r\n", host.ask("S", 100 * MILLI));
        pan.place(host.nowNanos, new BigDecimal("-0.21"));
        host.listen(3 * SECOND);
        assertEquals("S -\r\n", host.ask("SI", 100 * MILLI));
    }

    @Test
    void repeating_goes_on_until_the_next_weight_command() {
        List<String> answers = host.ask("SIR", SECOND).lines().toList();
        assertEquals(List.of("S S       7.35 kg"), answers.stream().distinct().toList());
        assertTrue(answers.size() >= 9 && answers.size() <= 10, () -> "answers in a second: " + answers.size());
        host.ask("SI", 200 * MILLI);
        assertEquals("", Host.text(host.listen(SECOND)));
    }

    @Test
    void reset_ends_everything_and_tells_the_serial_number() {
        host.ask("SIR", 100 * MILLI);
        host.listen(50 * MILLI);
        assertTrue(host.ask("@", 200 * MILLI).endsWith("I4 A \"B123456789\"\r\n"));
        assertEquals("", Host.text(host.listen(SECOND)));
        assertEquals("I4 A \"B123456789\"\r\n", host.ask("I4", 100 * MILLI));
    }

    @Test
    void net_weight_and_tare_are_told_with_a_preset_tare() {
        Bench bench = new Bench(own -> {
            MtSicsScale scale = new MtSicsScale("scale", ScaleProfile.BENCH_60_KG, own, "B123456789");
            scale.presetTare(new BigDecimal("1.50"));
            return scale;
        });
        bench.rests("7.35");
        assertEquals("S S       5.85 kg\r\n", bench.ask("SI\r\n"));
        assertEquals("TA A       1.50 kg\r\n", bench.ask("TA\r\n"));
    }

    @Test
    void type_and_software_are_told_and_a_command_needs_both_end_characters() {
        assertEquals("I2 A \"Steelyard 60.00 kg\"\r\nI3 A \"1.00\"\r\n",
                Host.text(host.ask(Words.bytes("I2\r\nI3\r\n"), 200 * MILLI)));
        assertEquals("ES\r\n", Host.text(host.ask(Words.bytes("SI\n"), 200 * MILLI)));
    }

    @Test
    void what_is_no_command_is_a_syntax_error() {
        assertEquals("ES\r\n", host.ask("s", 100 * MILLI));
        assertEquals("ES\r\n", host.ask(" S", 100 * MILLI));
        assertEquals("ES\r\n", host.ask("XYZ", 100 * MILLI));
        assertEquals("ES\r\n", Host.text(host.ask(new byte[64], 100 * MILLI))); // and no more is buffered
        assertEquals("S S       7.35 kg\r\n", host.ask("SI", 100 * MILLI));
    }

    @Test
    void a_host_that_floods_is_answered_no_faster_than_the_line() {
        byte[] answers = host.ask("I4\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII), SECOND);
        assertTrue(answers.length <= Transmitter.BACKLOG_BYTES_MAX + 19, () -> "answered bytes: " + answers.length);
        assertTrue(answers.length >= Transmitter.BACKLOG_BYTES_MAX, () -> "answered bytes: " + answers.length);
    }

    /** Somebody leans on the platform, harder and softer by turns. */
    private String swingFor(long nanos) {
        StringBuilder heard = new StringBuilder();
        for (long doneNanos = 0; doneNanos < nanos; doneNanos += LEAN_NANOS) {
            pan.place(host.nowNanos, new BigDecimal(doneNanos / LEAN_NANOS % 2 == 0 ? "5" : "15"));
            heard.append(Host.text(host.listen(LEAN_NANOS)));
        }
        return heard.toString();
    }
}

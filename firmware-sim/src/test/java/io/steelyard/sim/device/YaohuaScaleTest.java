package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YaohuaScaleTest {
    private final Pan pan = new Pan();
    private final Host host = new Host(new YaohuaScale("scale", ScaleProfile.BENCH_60_KG, pan));

    @ParameterizedTest
    @CsvSource({
            // value, STX sign 6 digits              decimals XOR   ETX
            "  20.00, 02  2B   30 30 32 30 30 30     32       31 42 03", // printed in the manual
            "   7.35, 02  2B   30 30 30 37 33 35     32       31 38 03",
            "  -0.50, 02  2D   30 30 30 30 35 30     32       31 41 03"})
    void a_frame_is_as_the_manual_lays_it_out(BigDecimal value, String frame) {
        assertEquals(frame.replaceAll(" +", " "), hex(YaohuaScale.frame(value, 2)));
    }

    @Test
    void a_bag_at_rest_is_sent_ten_times_a_second() {
        pan.place(host.nowNanos, new BigDecimal("7.35"));
        host.listen(3 * SECOND);
        List<byte[]> frames = Host.frames(host.listen(SECOND), 0x02, 12);
        assertEquals(10, frames.size());
        frames.forEach(frame -> assertArrayEquals(hex("02 2B 30 30 30 37 33 35 32 31 38 03"), frame));
    }

    @Test
    void a_bag_is_not_shown_at_its_weight_at_once_and_overshoots() {
        pan.place(host.nowNanos, new BigDecimal("10.00"));
        List<Integer> swing = Host.frames(host.listen(2 * SECOND), 0x02, 12).stream().map(YaohuaScaleTest::shown)
                .toList();
        assertTrue(swing.getFirst() < 500, () -> "first " + swing);
        assertTrue(swing.stream().anyMatch(shown -> shown > 1050), () -> "overshoot " + swing);
        assertEquals(1000, swing.getLast());
    }

    @Test
    void an_overload_is_silence_and_ends_with_it() {
        pan.place(host.nowNanos, new BigDecimal("60.09")); // nine divisions above the capacity: still shown
        host.listen(3 * SECOND);
        assertEquals(6009, shown(Host.frames(host.listen(SECOND), 0x02, 12).getLast()));
        pan.place(host.nowNanos, new BigDecimal("60.10"));
        host.listen(3 * SECOND);
        assertEquals("", hex(host.listen(SECOND)));
        pan.clear(host.nowNanos);
        host.listen(3 * SECOND);
        assertEquals(0, shown(Host.frames(host.listen(SECOND), 0x02, 12).getLast()));
    }

    @Test
    void a_slow_line_skips_frames_and_never_cuts_or_delays_one() {
        ScaleProfile slow = new ScaleProfile("kg", 2, new BigDecimal("0.01"), new BigDecimal("60"), 10,
                LineRate.eightN1(600)); // 12 bytes take 200 ms
        Host listener = new Host(new YaohuaScale("slow", slow, pan));
        byte[] heard = listener.listen(2 * SECOND);
        assertEquals(10, Host.frames(heard, 0x02, 12).size());
        assertEquals(120, heard.length);
        listener.listen(6 * SECOND);
        pan.place(listener.nowNanos, new BigDecimal("7.35"));
        listener.listen(2 * SECOND);
        assertEquals(735, shown(Host.frames(listener.listen(SECOND), 0x02, 12).getLast()));
    }

    @Test
    void what_is_heard_does_not_depend_on_how_finely_time_is_stepped() {
        assertEquals(heardOfOneBag(MILLI), heardOfOneBag(37 * MILLI));
        assertEquals(heardOfOneBag(MILLI), heardOfOneBag(5 * SECOND));
    }

    private static String heardOfOneBag(long stepNanos) {
        Pan own = new Pan();
        Host listener = new Host(new YaohuaScale("scale", ScaleProfile.BENCH_60_KG, own), stepNanos);
        own.place(listener.nowNanos + 333 * MILLI, new BigDecimal("4.28"));
        return hex(listener.listen(5 * SECOND));
    }

    private static int shown(byte[] frame) {
        return Integer.parseInt(Host.text(frame).substring(1, 8));
    }
}

package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.SECOND;
import static io.steelyard.sim.device.Host.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ToledoScaleTest {
    private static final int STATUS_B = 2;

    private final Pan pan = new Pan();
    private final ToledoScale scale = new ToledoScale("scale", ScaleProfile.BENCH_60_KG, pan, true);

    @Test
    void a_bag_at_rest_is_the_published_layout() {
        Host host = new Host(scale);
        pan.place(host.nowNanos, new BigDecimal("7.35"));
        host.listen(3 * SECOND);
        // STX SWA SWB SWC weight             tare               CR  check
        // 02  2C  30  20  0  0  0  7  3  5   0  0  0  0  0  0   0D  26
        assertArrayEquals(hex("02 2C 30 20 30 30 30 37 33 35 30 30 30 30 30 30 0D 26"),
                Host.frames(host.listen(SECOND), 0x02, 18).getLast());
    }

    @Test
    void net_weight_in_motion_carries_its_tare_and_both_flags() {
        scale.presetTare(new BigDecimal("1.50"));
        // SWB 39: 5 always, 4 kg, 3 motion, 0 net
        assertEquals("02 2C 39 20 30 30 30 35 38 35 30 30 30 31 35 30 0D 14",
                hex(scale.frame(new Shown(new BigDecimal("7.35"), true, false, false))));
    }

    @Test
    void without_the_check_a_frame_has_seventeen_bytes() {
        ToledoScale plain = new ToledoScale("scale", ScaleProfile.BENCH_60_KG, pan, false);
        assertEquals("02 2C 30 20 30 30 30 37 33 35 30 30 30 30 30 30 0D",
                hex(plain.frame(new Shown(new BigDecimal("7.35"), false, false, false))));
    }

    @Test
    void the_seven_bit_sum_of_every_frame_is_zero() {
        Host host = new Host(scale);
        pan.place(host.nowNanos, new BigDecimal("31.27"));
        for (byte[] frame : Host.frames(host.listen(4 * SECOND), 0x02, 18)) {
            int sum = 0;
            for (byte b : frame) {
                sum += b;
            }
            assertEquals(0, sum & 0x7F, () -> hex(frame));
        }
    }

    @Test
    void a_swinging_bag_is_in_motion_and_one_at_rest_is_not() {
        Host host = new Host(scale);
        pan.place(host.nowNanos, new BigDecimal("12.34"));
        boolean[] motion = motion(host.listen(3 * SECOND));
        for (int i = 1; i < 8; i++) {
            assertEquals(true, motion[i], "frame " + i + " of " + Arrays.toString(motion));
        }
        for (int i = 20; i < motion.length; i++) {
            assertEquals(false, motion[i], "frame " + i + " of " + Arrays.toString(motion));
        }
    }

    @Test
    void point_and_step_say_what_the_display_shows() {
        // decimals, division                                       SWA: 1 step point
        assertEquals("3D", pointAndStep(3, "0.005")); //              11 101: XXX.XXX by five
        assertEquals("33", pointAndStep(1, "0.2")); //                10 011: XXXXX.X by two
        assertEquals("2A", pointAndStep(0, "1")); //                  01 010: XXXXXX by one
    }

    @Test
    void below_zero_is_negative_and_above_the_capacity_is_out_of_range() {
        assertEquals("32", status(new Shown(new BigDecimal("-0.05"), false, false, false)));
        assertEquals("34", status(new Shown(new BigDecimal("61.00"), false, true, false)));
        assertEquals("36", status(new Shown(new BigDecimal("-0.30"), false, false, true)));
    }

    private String status(Shown shown) {
        return "%02X".formatted(scale.frame(shown)[STATUS_B]);
    }

    private String pointAndStep(int decimals, String division) {
        ScaleProfile profile = new ScaleProfile("kg", decimals, new BigDecimal(division), new BigDecimal("30"), 7,
                LineRate.eightN1(9600));
        ToledoScale other = new ToledoScale("scale", profile, pan, true);
        return "%02X".formatted(other.frame(new Shown(BigDecimal.ONE.setScale(decimals), false, false, false))[1]);
    }

    private static boolean[] motion(byte[] heard) {
        var frames = Host.frames(heard, 0x02, 18);
        boolean[] motion = new boolean[frames.size()];
        for (int i = 0; i < motion.length; i++) {
            motion[i] = (frames.get(i)[STATUS_B] & 0x08) != 0;
        }
        return motion;
    }
}

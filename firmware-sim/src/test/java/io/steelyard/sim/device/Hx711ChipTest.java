package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.device.Hx711Chip.Input;
import io.steelyard.sim.device.Hx711Chip.Rate;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class Hx711ChipTest {
    private static final long MICRO = 1_000;
    private static final int COUNTS_PER_KILOGRAM = 20_000;
    private static final int ZERO = -5_000;
    private static final long SETTLING = 50 * MILLI;
    private static final long PERIOD = 12_500 * MICRO;

    private final Pan pan = new Pan();
    private final Hx711Chip chip = new Hx711Chip(pan, Rate.EIGHTY_A_SECOND, COUNTS_PER_KILOGRAM, ZERO);
    private long nowNanos = 77 * SECOND;

    @Test
    void nothing_is_ready_before_it_has_settled() {
        assertTrue(doutAfter(0));
        assertTrue(doutAfter(SETTLING - 1));
        assertFalse(doutAfter(1));
    }

    @Test
    void ten_a_second_take_longer() {
        Hx711Chip slow = new Hx711Chip(pan, Rate.TEN_A_SECOND, COUNTS_PER_KILOGRAM, ZERO);
        assertTrue(slow.dout(nowNanos));
        assertTrue(slow.dout(nowNanos + 400 * MILLI - 1));
        assertFalse(slow.dout(nowNanos + 400 * MILLI));
    }

    @Test
    void the_load_is_read_most_significant_bit_first() {
        pan.place(nowNanos - 10 * SECOND, new BigDecimal("7.35"));
        assertEquals(142_000, read(25));
        pan.clear(nowNanos);
        nowNanos += 10 * SECOND;
        assertEquals(ZERO, read(25));
    }

    @Test
    void after_the_25th_pulse_dout_is_high_until_the_next_conversion() {
        read(25);
        assertTrue(doutAfter(0));
        assertTrue(doutAfter(PERIOD - 200 * MICRO));
        assertFalse(doutAfter(200 * MICRO));
    }

    @Test
    void the_pulses_behind_the_24th_choose_what_comes_next_and_a_change_must_settle() {
        pan.place(nowNanos - 10 * SECOND, BigDecimal.TEN);
        assertEquals(195_000, read(27));
        assertEquals(Input.A_64, chip.input());
        assertTrue(doutAfter(SETTLING - 100 * MICRO));
        assertEquals(97_500, read(27));
        assertFalse(doutAfter(PERIOD), "no change, so nothing to settle");
        assertEquals(97_500, read(26));
        assertTrue(doutAfter(PERIOD));
        assertEquals(0, read(25), "nothing is connected to channel B");
        assertEquals(195_000, read(25));
    }

    @Test
    void a_clock_that_stays_high_for_more_than_60_microseconds_powers_down_and_resets() {
        pan.place(nowNanos - 10 * SECOND, BigDecimal.TEN);
        read(27);
        awaitReady();
        chip.clock(nowNanos, true);
        assertFalse(doutAfter(60 * MICRO), "the sign of a positive number");
        assertTrue(doutAfter(1));
        assertTrue(doutAfter(SECOND));
        chip.clock(nowNanos, false);
        assertEquals(Input.A_128, chip.input());
        assertTrue(doutAfter(SETTLING - 1));
        assertEquals(195_000, read(25));
    }

    @Test
    void a_clock_that_is_high_for_60_microseconds_does_no_harm() {
        awaitReady();
        int word = 0;
        for (int i = 0; i < 24; i++) {
            chip.clock(nowNanos, true);
            nowNanos += 60 * MICRO;
            word = word << 1 | (chip.dout(nowNanos) ? 1 : 0);
            chip.clock(nowNanos, false);
            nowNanos += MICRO;
        }
        assertEquals(ZERO, word << 8 >> 8);
    }

    @Test
    void beyond_the_range_it_saturates() {
        pan.place(nowNanos - 10 * SECOND, new BigDecimal("1000"));
        assertEquals(0x7FFFFF, read(25));
        pan.place(nowNanos, new BigDecimal("-1000"));
        nowNanos += 10 * SECOND;
        assertEquals(-0x800000, read(25));
    }

    @Test
    void a_reading_that_pauses_over_a_conversion_is_known_by_dout_after_the_25th_pulse() {
        awaitReady();
        for (int i = 0; i < 10; i++) {
            pulse();
        }
        assertFalse(doutAfter(SECOND), "a new reading may begin");
        for (int i = 0; i < 14; i++) {
            pulse();
        }
        assertFalse(pulse(), "the 25th for the host is the 15th of -5000 for the chip");
    }

    @Test
    void a_conversion_does_not_disturb_a_reading() {
        awaitReady();
        nowNanos += PERIOD - 24 * MICRO;
        int word = 0;
        for (int i = 0; i < 24; i++) {
            word = word << 1 | (pulse() ? 1 : 0);
        }
        assertEquals(ZERO, word << 8 >> 8);
        assertTrue(pulse());
    }

    @Test
    void pulses_while_nothing_is_ready_read_ones() {
        chip.clock(nowNanos, false);
        for (int i = 0; i < 30; i++) {
            assertTrue(pulse());
        }
        assertEquals(ZERO, read(25));
    }

    @Test
    void a_bit_is_valid_a_tenth_of_a_microsecond_after_the_edge() {
        awaitReady();
        chip.clock(nowNanos, true);
        assertFalse(chip.dout(nowNanos + 99), "still ready");
        assertTrue(chip.dout(nowNanos + 100), "the sign of -5000");
    }

    private int read(int pulses) {
        awaitReady();
        int word = 0;
        for (int i = 0; i < pulses; i++) {
            boolean bit = pulse();
            word = i < 24 ? word << 1 | (bit ? 1 : 0) : word;
        }
        return word << 8 >> 8;
    }

    private boolean doutAfter(long nanos) {
        nowNanos += nanos;
        return chip.dout(nowNanos);
    }

    private void awaitReady() {
        while (chip.dout(nowNanos)) {
            nowNanos += 10 * MICRO;
        }
    }

    private boolean pulse() {
        chip.clock(nowNanos, true);
        nowNanos += MICRO;
        boolean bit = chip.dout(nowNanos);
        chip.clock(nowNanos, false);
        nowNanos += MICRO;
        return bit;
    }
}

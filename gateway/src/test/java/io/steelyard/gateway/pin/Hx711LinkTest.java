package io.steelyard.gateway.pin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.device.Hx711Chip;
import io.steelyard.sim.device.Hx711Chip.Rate;
import io.steelyard.sim.device.Pan;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clocked link against a chip on the mock's wires. */
class Hx711LinkTest {
    private static final Hx711Address ADDRESS = new Hx711Address(GpioChip.MOCK, 20, 21);
    private static final long MICRO = 1_000;
    private static final long SETTLING = 400_000 * MICRO;

    private final MovingTime time = new MovingTime();
    private final Chip chip = new Chip();

    private @Nullable Hx711Link link;

    @BeforeEach
    void open() throws IOException {
        link = Hx711Link.open(ADDRESS, time);
        MockChip.wire(ADDRESS.sck(), chip::clock);
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(link).close();
        assertTrue(MockChip.idle());
    }

    @Test
    void a_conversion_is_the_three_bytes_that_the_chip_clocks_out() throws IOException {
        time.passes(SETTLING);
        for (int value : new int[]{0x000000, 0x000001, 0x123456, 0x7FFFFF, 0x800000, 0xFFFFFF, 0xA5C3E1}) {
            assertEquals(HexFormat.of().toHexDigits(value, 6), converted(value));
        }
    }

    @Test
    void the_next_conversion_is_on_channel_a_at_gain_128() throws IOException {
        time.passes(SETTLING);
        converted(0x123456);
        assertEquals(25, chip.pulses);
    }

    @Test
    void a_chip_that_converts_still_is_silence() throws IOException {
        chip.busy();
        assertEquals("", read());
    }

    @Test
    void what_is_converted_before_it_has_settled_is_thrown_away() throws IOException {
        assertEquals("", converted(0x123456));
        time.passes(SETTLING);
        assertEquals("123456", converted(0x123456));
    }

    @Test
    void a_clock_that_was_high_for_too_long_spoils_the_conversion_and_those_until_it_has_settled() throws IOException {
        time.passes(SETTLING);
        assertEquals("123456", converted(0x123456));
        for (int pulse = 1; pulse <= 25; pulse++) {
            chip.slowPulse = pulse;
            assertEquals("", converted(0x123456), "pulse " + pulse);
            chip.slowPulse = 0;
            assertEquals("", converted(0x123456), "not settled after pulse " + pulse);
            time.passes(SETTLING);
            assertEquals("123456", converted(0x123456));
        }
    }

    @Test
    void a_clock_that_was_high_for_just_long_enough_does_not() throws IOException {
        time.passes(SETTLING);
        chip.slowNanos = 60 * MICRO;
        chip.slowPulse = 7;
        assertEquals("123456", converted(0x123456));
    }

    @Test
    void a_data_line_that_stays_low_behind_the_last_bit_is_no_hx711() throws IOException {
        time.passes(SETTLING);
        chip.stuck = true;
        for (int count = 1; count < Hx711Link.DROPS_MAX; count++) {
            assertEquals("", converted(0));
            time.passes(SETTLING);
        }
        var failed = assertThrows(IOException.class, () -> converted(0));
        assertEquals("read gpio:dout=20,sck=21: 20 conversions in a row are bad, DOUT stayed low behind the last bit;"
                + " check the HX711's power and wires", failed.getMessage());
    }

    @Test
    void a_machine_that_is_too_busy_is_told_what_to_do() throws IOException {
        chip.slowPulse = 3;
        for (int count = 1; count < Hx711Link.DROPS_MAX; count++) {
            assertEquals("", converted(0));
        }
        var failed = assertThrows(IOException.class, () -> converted(0));
        assertEquals(
                "read gpio:dout=20,sck=21: 20 conversions in a row are bad, the clock was high for 61 us and may be"
                        + " for 60: this machine is too busy, use the kernel's driver, iio:device0",
                failed.getMessage());
    }

    @Test
    void bad_conversions_now_and_then_are_borne() throws IOException {
        time.passes(SETTLING);
        for (int count = 0; count < 2 * Hx711Link.DROPS_MAX; count++) {
            chip.slowPulse = count % 2;
            converted(0x123456);
        }
        chip.slowPulse = 0;
        time.passes(SETTLING);
        assertEquals("123456", converted(0x123456));
    }

    @Test
    void the_simulators_chip_is_read_under_a_changing_load_and_after_a_power_down() throws IOException {
        var pan = new Pan();
        var model = new Hx711Chip(pan, Rate.TEN_A_SECOND, 100_000, -50_000);
        chip.model = model;
        assertEquals("ff3cb0", modelled(model));
        pan.place(time.monotonicNanos(), new BigDecimal("7.25"));
        time.passes(30 * SETTLING); // the load swings
        assertEquals(HexFormat.of().toHexDigits(725_000 - 50_000, 6), modelled(model));
        chip.slowPulse = chip.pulses + 9;
        assertEquals("", modelled(model));
        assertEquals(HexFormat.of().toHexDigits(725_000 - 50_000, 6), modelled(model), "once it has settled");
    }

    /** The next conversion, each waited for until the model has it ready. */
    private String modelled(Hx711Chip model) throws IOException {
        time.passes(SETTLING);
        while (model.dout(time.monotonicNanos())) {
            time.passes(1_000 * MICRO);
        }
        MockChip.drive(ADDRESS.dout(), false);
        return read();
    }

    @Test
    void nothing_can_be_sent() {
        assertThrows(IOException.class, () -> Objects.requireNonNull(link).write(new byte[1]));
    }

    private String converted(int value) throws IOException {
        chip.ready(value);
        return read();
    }

    private String read() throws IOException {
        var buffer = new byte[4096];
        int count = Objects.requireNonNull(link).read(buffer);
        return HexFormat.of().formatHex(buffer, 0, count);
    }

    /** As its data sheet says, and slow when told: DOUT shows the next bit at each rise of the clock. */
    private final class Chip {
        private int value;
        private int pulses;
        private int slowPulse;
        private long slowNanos = 61 * MICRO;
        private boolean stuck;
        private @Nullable Hx711Chip model;

        void ready(int converted) {
            value = converted;
            pulses = 0;
            MockChip.drive(ADDRESS.dout(), false);
        }

        void busy() {
            MockChip.drive(ADDRESS.dout(), true);
            time.movesAtEachLook(50_000 * MICRO);
        }

        void clock(boolean high) {
            if (model != null) {
                model.clock(time.monotonicNanos(), high);
            }
            if (!high) {
                time.passes(MICRO);
                show();
                return;
            }
            pulses++;
            time.passes(pulses == slowPulse ? slowNanos - MICRO : MICRO);
            show();
        }

        private void show() {
            boolean bit = model != null
                    ? model.dout(time.monotonicNanos())
                    : pulses > 24 || (value >> 24 - pulses & 1) == 1;
            MockChip.drive(ADDRESS.dout(), bit && !stuck);
        }
    }
}

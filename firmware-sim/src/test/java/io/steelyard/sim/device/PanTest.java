package io.steelyard.sim.device;

import static io.steelyard.sim.device.Host.MILLI;
import static io.steelyard.sim.device.Host.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PanTest {
    private final Pan pan = new Pan();

    @Test
    void a_placed_load_overshoots_by_a_quarter_and_rests_within_a_second() {
        pan.place(0, BigDecimal.TEN);
        double highest = 0;
        for (long nanos = 0; nanos <= SECOND; nanos += MILLI) {
            highest = Math.max(highest, pan.kilogramsAt(nanos));
        }
        assertEquals(12.5, highest, 0.1);
        for (long nanos = SECOND; nanos <= 5 * SECOND; nanos += MILLI) {
            assertEquals(10, pan.kilogramsAt(nanos), 0.01, "at " + nanos);
        }
        assertEquals(10, pan.kilogramsAt(10 * SECOND), 0);
    }

    @Test
    void an_emptied_platform_swings_below_zero_and_comes_back() {
        pan.place(0, BigDecimal.TEN);
        pan.clear(5 * SECOND);
        double lowest = 0;
        for (long nanos = 5 * SECOND; nanos <= 6 * SECOND; nanos += MILLI) {
            lowest = Math.min(lowest, pan.kilogramsAt(nanos));
        }
        assertEquals(-2.5, lowest, 0.1);
        assertEquals(0, pan.kilogramsAt(9 * SECOND), 0);
    }

    @Test
    void neither_load_nor_its_speed_jumps_when_the_load_changes_in_full_swing() {
        pan.place(0, BigDecimal.TEN);
        long changeNanos = 130 * MILLI;
        double before = pan.kilogramsAt(changeNanos);
        double speedBefore = before - pan.kilogramsAt(changeNanos - MILLI);
        pan.place(changeNanos, new BigDecimal("3"));
        assertEquals(before, pan.kilogramsAt(changeNanos), 1e-9);
        assertEquals(speedBefore, pan.kilogramsAt(changeNanos + MILLI) - before, 0.01);
        assertEquals(before - speedBefore, pan.kilogramsAt(changeNanos - MILLI), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"kg, 2, 0.01, 60", "kg, 3, 0.005, 30", "kg, 2, 0.02, 150", "kg, 1, 0.5, 300", "g, 0, 5, 30000"})
    void at_rest_the_display_is_the_placed_mass_rounded_to_the_division(String unit, int decimals, BigDecimal division,
            BigDecimal max) {
        ScaleProfile profile = new ScaleProfile(unit, decimals, division, max, 10, LineRate.eightN1(9600));
        Indicator indicator = new Indicator(profile, pan);
        SplittableRandom random = new SplittableRandom(20261121);
        long nowNanos = 0;
        for (int i = 0; i < 200; i++) {
            BigDecimal kilograms = BigDecimal.valueOf(random.nextInt(30_000), 3);
            pan.place(nowNanos, kilograms);
            nowNanos += 4 * SECOND;
            Shown shown = indicator.showAt(nowNanos);
            BigDecimal value = unit.equals("g") ? kilograms.movePointRight(3) : kilograms;
            BigDecimal steps = value.divide(division, 0, RoundingMode.HALF_UP);
            assertEquals(steps.multiply(division).setScale(decimals), shown.gross(), () -> "placed " + kilograms);
            assertFalse(shown.motion());
        }
    }

    @Test
    void no_motion_means_that_the_display_is_within_one_division_of_the_load() {
        Indicator indicator = new Indicator(ScaleProfile.BENCH_60_KG, pan);
        SplittableRandom random = new SplittableRandom(7);
        indicator.showAt(0);
        long nowNanos = 10 * SECOND;
        for (int i = 0; i < 100; i++) {
            BigDecimal kilograms = BigDecimal.valueOf(random.nextInt(100, 5_900), 2);
            pan.place(nowNanos, kilograms);
            for (int frame = 0; frame < 30; frame++) {
                nowNanos += 100 * MILLI;
                Shown shown = indicator.showAt(nowNanos);
                double off = shown.gross().subtract(kilograms).abs().doubleValue();
                assertTrue(shown.motion() || off <= 0.0101, () -> "placed " + kilograms + " shown " + shown);
            }
        }
    }
}

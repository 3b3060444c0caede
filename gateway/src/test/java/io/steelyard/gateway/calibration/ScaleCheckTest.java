package io.steelyard.gateway.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.calibration.ScaleCheck.Task;
import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Event.Weight;
import io.steelyard.gateway.weighing.Rules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleCheckTest {
    private static final long TENTH_NANOS = 100_000_000L;
    private static final int SETTLED_TENTHS = 11;
    private static final Rules RULES = new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"),
            new BigDecimal("60.00"), 5, 10 * TENTH_NANOS, 5 * TENTH_NANOS, 30 * TENTH_NANOS, 100 * TENTH_NANOS,
            600 * TENTH_NANOS, 300 * TENTH_NANOS, Set.of());
    private static final Instrument BENCH_60_KG = new Instrument(new BigDecimal("0.01"), new BigDecimal("60.00"),
            AccuracyClass.III);

    private long nowNanos;
    private ScaleCheck check = ScaleCheck.start(BENCH_60_KG, new BigDecimal("20"));

    private void shows(String value, int tenths) {
        for (int tenth = 0; tenth < tenths; tenth++) {
            nowNanos += TENTH_NANOS;
            check = check.on(new Weight(nowNanos, new Reading(new BigDecimal(value), WeightUnit.KILOGRAM, Truth.UNKNOWN,
                    Mode.GROSS, true, Set.of()), new byte[0]), RULES);
        }
    }

    private CheckResult checked(String... shown) {
        for (var value : shown) {
            shows(value, SETTLED_TENTHS);
        }
        return check.result().orElseThrow();
    }

    @Test
    void three_rounds_of_nothing_and_the_reference_mass_are_asked_for_and_make_a_result() {
        var asked = Stream.<Task>builder();
        for (int round = 0; round < ScaleCheck.ROUNDS; round++) {
            asked.add(check.task());
            shows("0.00", SETTLED_TENTHS);
            asked.add(check.task());
            shows("20.01", SETTLED_TENTHS);
        }
        assertEquals(List.of(Task.EMPTY_THE_PAN, Task.PLACE_THE_REFERENCE, Task.EMPTY_THE_PAN, Task.PLACE_THE_REFERENCE,
                Task.EMPTY_THE_PAN, Task.PLACE_THE_REFERENCE), asked.build().toList());
        assertEquals(Task.NONE, check.task());
        var result = check.result().orElseThrow();
        assertEquals(new BigDecimal("0.01"), result.error());
        assertEquals(new BigDecimal("0.02"), result.limit());
        assertTrue(result.passed());
        shows("7.00", SETTLED_TENTHS);
        assertEquals(result, check.result().orElseThrow(), "what comes later changes nothing");
    }

    @Test
    void nothing_counts_before_it_has_settled_and_the_mass_does_not_count_as_an_empty_pan() {
        shows("20.00", 3 * SETTLED_TENTHS);
        assertEquals(List.of(), check.zeros());
        for (int swing = 0; swing < 20; swing++) {
            shows("0.0" + swing % 3 * 2, 1);
        }
        assertEquals(List.of(), check.zeros());
        shows("0.00", SETTLED_TENTHS);
        shows("0.00", 3 * SETTLED_TENTHS);
        assertEquals(List.of(new BigDecimal("0.00")), check.zeros());
        assertEquals(List.of(), check.loads());
        assertFalse(check.result().isPresent());
    }

    /** 20 kg are 2,000 divisions: two are permitted in service. */
    @ParameterizedTest
    @CsvSource({"20.02, 20.01, 20.00, true", "19.98, 20.00, 19.99, true", "20.03, 20.02, 20.02, false",
            "19.97, 19.98, 19.98, false", "20.02, 19.99, 20.00, false"})
    void error_and_spread_may_reach_the_limit_and_not_go_beyond(String one, String two, String three, boolean passes) {
        assertEquals(passes, checked("0.00", one, "0.00", two, "0.00", three).passed());
    }

    @Test
    void the_number_farthest_from_the_mass_is_the_one_that_counts() {
        var result = checked("0.00", "20.01", "0.00", "19.98", "0.00", "20.00");
        assertEquals(new BigDecimal("19.98"), result.indicated());
        assertEquals(new BigDecimal("-0.02"), result.error());
        assertEquals(new BigDecimal("0.03"), result.spread());
        assertEquals(
                List.of("the same mass showed 0.03 apart where 0.02 is permitted; see that the scale stands firm and"
                        + " put the mass in the middle"),
                result.faults());
    }

    @Test
    void an_empty_pan_that_does_not_show_zero_fails_with_what_to_do() {
        var result = checked("0.00", "20.00", "0.01", "20.00", "0.00", "20.00");
        assertEquals(
                List.of("the empty pan shows 0.01; clean the pan, see that nothing touches it, set the scale to zero"),
                result.faults());
    }

    /** OIML R 76, 3.5, doubled for service; in divisions, by class. */
    @ParameterizedTest
    @CsvSource({"III, 5.00, 0.01", "III, 5.01, 0.02", "III, 20.00, 0.02", "III, 20.01, 0.03", "III, 60.00, 0.03",
            "II, 50.00, 0.01", "II, 50.01, 0.02", "II, 200.01, 0.03", "IIII, 0.50, 0.01", "IIII, 0.51, 0.02",
            "IIII, 2.01, 0.03"})
    void the_limit_grows_with_the_load_in_divisions(AccuracyClass accuracy, BigDecimal load, BigDecimal limit) {
        assertEquals(limit,
                new Instrument(new BigDecimal("0.01"), new BigDecimal("1000"), accuracy).limit(load));
    }

    @ParameterizedTest
    @CsvSource({"0.19, false", "0.20, true", "60.00, true", "60.01, false"})
    void a_reference_mass_lies_within_what_the_scale_may_weigh(BigDecimal mass, boolean serves) {
        assertEquals(serves, BENCH_60_KG.refusal(mass).isEmpty());
    }
}

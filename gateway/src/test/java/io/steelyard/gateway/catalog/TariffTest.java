package io.steelyard.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TariffTest {
    @Test
    void points_are_rounded_half_up() {
        assertEquals("0.13", points(2, "0.50", "0.25", WeightUnit.KILOGRAM), "0.125");
        assertEquals("0.12", points(2, "0.50", "0.248", WeightUnit.KILOGRAM), "0.124");
        assertEquals("8", points(0, "0.75", "10.00", WeightUnit.KILOGRAM), "7.5");
    }

    /** At every number of decimals: just below a half, a half, just above; after an even and after an odd digit. */
    @ParameterizedTest
    @CsvSource({"0, 0.49999999, 0", "0, 0.5, 1", "0, 0.50000001, 1", "0, 1.5, 2", "0, 2.5, 3", //
            "1, 0.14999999, 0.1", "1, 0.15, 0.2", "1, 0.25, 0.3", "1, 0.25000001, 0.3", //
            "2, 0.01499999, 0.01", "2, 0.015, 0.02", "2, 0.025, 0.03", "2, 9.995, 10.00", //
            "3, 0.00149999, 0.001", "3, 0.0015, 0.002", "3, 0.0025, 0.003", //
            "4, 0.00014999, 0.0001", "4, 0.00015, 0.0002", "4, 0.00025, 0.0003", //
            "0, 0, 0", "2, 0.00, 0.00", "2, 999999999.995, 1000000000.00"})
    void a_half_goes_up_and_less_goes_down(int decimals, String exact, String points) {
        assertEquals(points, points(decimals, "1", exact, WeightUnit.KILOGRAM));
    }

    @Test
    void points_are_rounded_once() {
        // 499.5 g at 1.00: rounded to 0.500 kg before, it would be 0.5 and then 1
        assertEquals("0", points(0, "1.00", "499.5", WeightUnit.GRAM));
        // 0.4446 rounded by and by is 0.445, 0.45, 0.5
        assertEquals("0.4", points(1, "1", "0.4446", WeightUnit.KILOGRAM));
    }

    @Test
    void every_unit_is_converted_exactly() {
        assertEquals("10.1000", points(4, "1", "10.10", WeightUnit.KILOGRAM));
        assertEquals("10.1000", points(4, "1", "10100", WeightUnit.GRAM));
        assertEquals("10.1000", points(4, "1", "0.0101", WeightUnit.TONNE));
        assertEquals("45359237.0000", points(4, "1", "100000000", WeightUnit.POUND), "0.45359237 kg a pound");
    }

    @Test
    void points_quote_the_rate_and_the_tariff_that_made_them() {
        var points = tariff(2, "0.80").points("U", new BigDecimal("10.10"), WeightUnit.KILOGRAM);

        assertEquals(Optional.of(new Tariff.Points(new BigDecimal("8.08"), new BigDecimal("0.80"), "2026-11",
                Optional.of("5f"))), points);
    }

    @Test
    void a_material_without_a_rate_earns_no_points_rather_than_zero() {
        assertEquals(Optional.empty(), tariff(2, "0.80").points("0103", BigDecimal.TEN, WeightUnit.KILOGRAM));
        assertEquals("0.00", points(2, "0.00", "10.10", WeightUnit.KILOGRAM), "a rate of zero is a rate");
    }

    private static String points(int decimals, String rate, String net, WeightUnit unit) {
        return tariff(decimals, rate).points("U", new BigDecimal(net), unit).orElseThrow().value().toPlainString();
    }

    private static Tariff tariff(int decimals, String rate) {
        return new Tariff("2026-11", Optional.of("5f"), decimals, Map.of("U", new BigDecimal(rate)));
    }
}

package io.steelyard.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TariffTest {
    @Test
    void points_are_rounded_half_up() {
        assertEquals("0.13", points(2, "0.50", "0.25", WeightUnit.KILOGRAM), "0.125");
        assertEquals("0.12", points(2, "0.50", "0.248", WeightUnit.KILOGRAM), "0.124");
        assertEquals("8", points(0, "0.75", "10.00", WeightUnit.KILOGRAM), "7.5");
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

        assertEquals(Optional.of(new Tariff.Points(new BigDecimal("8.08"), new BigDecimal("0.80"), "2026-11")), points);
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
        return new Tariff("2026-11", decimals, Map.of("U", new BigDecimal(rate)));
    }
}

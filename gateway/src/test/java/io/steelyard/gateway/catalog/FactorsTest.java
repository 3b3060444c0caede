package io.steelyard.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.catalog.Factors.Factor;
import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactorsTest {
    private static final Factors FACTORS = new Factors("WARM", "virgin manufacture",
            Map.of("0103", new Factor(new BigDecimal("-3.46"), "Corrugated")));

    @Test
    void an_estimate_is_exact_in_every_unit() {
        assertEquals(Optional.of(new BigDecimal("-4.3250")), co2e("0103", "1.25", WeightUnit.KILOGRAM));
        assertEquals(Optional.of(new BigDecimal("-0.00346")), co2e("0103", "1", WeightUnit.GRAM));
        assertEquals(Optional.of(new BigDecimal("-1.5694296002")), co2e("0103", "1", WeightUnit.POUND));
        assertEquals(Optional.of(new BigDecimal("-3460.00")), co2e("0103", "1", WeightUnit.TONNE));
    }

    @Test
    void a_material_without_a_factor_has_no_estimate_rather_than_zero() {
        assertEquals(Optional.empty(), co2e("0501", "1", WeightUnit.KILOGRAM));
    }

    private static Optional<BigDecimal> co2e(String material, String net, WeightUnit unit) {
        return FACTORS.co2eKilograms(material, new BigDecimal(net), unit);
    }
}

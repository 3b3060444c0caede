package io.steelyard.gateway.weighing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Event.Weight;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final long TENTH_NANOS = 100_000_000L;
    private static final Rules RULES = new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"),
            new BigDecimal("60.00"), 5, 10 * TENTH_NANOS, 5 * TENTH_NANOS, 30 * TENTH_NANOS, 100 * TENTH_NANOS,
            600 * TENTH_NANOS, 300 * TENTH_NANOS, Set.of());

    @Test
    void an_alibi_number_is_not_lost_to_later_readings_of_the_same_weight() {
        var window = Window.NONE;
        for (int tenth = 0; tenth <= 12; tenth++) {
            window = window.plus(weight(tenth * TENTH_NANOS, tenth == 3 ? "00012-000345" : null), RULES);
        }

        assertEquals("00012-000345", window.modal().reading().alibiId());
    }

    private static Weight weight(long atNanos, @Nullable String alibiId) {
        return new Weight(atNanos, new Reading(new BigDecimal("7.35"), WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, true,
                Set.of(), alibiId), new byte[]{'f'});
    }
}

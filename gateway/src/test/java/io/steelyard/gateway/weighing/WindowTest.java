package io.steelyard.gateway.weighing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Event.Weight;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    /** On a line without a check the last of them may have lost a bit that says gross or net. */
    @Test
    void the_frame_that_most_readings_of_a_weight_were_stands_for_all() {
        assertEquals(Mode.GROSS, modeOf("GGGGN"));
        assertEquals(Mode.GROSS, modeOf("GGN"));
        assertEquals(Mode.GROSS, modeOf("NGGGG"));
        assertEquals(Mode.GROSS, modeOf("NNGGGNG"));
        assertEquals(Mode.NET, modeOf("GNNGN"));
        assertEquals(Mode.NET, modeOf("GGNNN"));
    }

    @Test
    void a_damaged_frame_that_says_the_weight_counts_for_the_weight() {
        for (var lower : List.of("GNG", "GNN", "GAG")) {
            var window = Window.NONE;
            for (int tenth = 0; tenth < lower.length(); tenth++) {
                char frame = lower.charAt(tenth);
                window = window.plus(weight(tenth * TENTH_NANOS, "7.35", frame == 'N' ? Mode.NET : Mode.GROSS,
                        frame == 'A' ? "00012-000345" : null), RULES);
            }
            for (int tenth = 3; tenth < 5; tenth++) {
                window = window.plus(weight(tenth * TENTH_NANOS, "7.36", Mode.GROSS, null), RULES);
            }

            assertEquals(new BigDecimal("7.35"), window.modal().reading().value(), lower);
        }
    }

    @Test
    void a_reading_that_lost_its_last_digit_agrees_with_none() {
        var window = Window.NONE.plus(weight(0, "7.30", Mode.GROSS, null), RULES)
                .plus(weight(TENTH_NANOS, "7.30", Mode.GROSS, null), RULES);

        assertEquals(2, window.frames());
        assertEquals(1, window.plus(weight(2 * TENTH_NANOS, "7.3", Mode.GROSS, null), RULES).frames());
        assertEquals(1, window.plus(weight(2 * TENTH_NANOS, "7.300", Mode.GROSS, null), RULES).frames());
    }

    /** The mode that a window of these readings says, G gross and N net. */
    private static Mode modeOf(String readings) {
        var window = Window.NONE;
        for (int tenth = 0; tenth < readings.length(); tenth++) {
            var mode = readings.charAt(tenth) == 'G' ? Mode.GROSS : Mode.NET;
            window = window.plus(weight(tenth * TENTH_NANOS, "7.35", mode, null), RULES);
        }
        assertEquals(readings.length(), window.frames());
        return window.modal().reading().mode();
    }

    private static Weight weight(long atNanos, @Nullable String alibiId) {
        return weight(atNanos, "7.35", Mode.GROSS, alibiId);
    }

    private static Weight weight(long atNanos, String value, Mode mode, @Nullable String alibiId) {
        return new Weight(atNanos, new Reading(new BigDecimal(value), WeightUnit.KILOGRAM, Truth.YES, mode, true,
                Set.of(), alibiId), (value + mode).getBytes(StandardCharsets.US_ASCII));
    }
}

package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.sim.device.FaultRates;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What protects a weight on a bad line, whether its frames have a check or not: several readings in a row that agree, on the
 * grid, in the unit, within the range, never the first; and of those that agree the frame that most of them are.
 */
class DamagedLineTest {
    private static final int BAGS = 400;
    private static final long SEED = 20261121;

    private static int weighings;

    /** A line on which nothing is weighed keeps every promise; these were not that bad. */
    @AfterAll
    static void thingsHappened() {
        System.out.println(weighings + " weighings on damaged lines, each byte for byte what the scale sent");
    }

    /** One byte in five hundred: a cable beside a motor. The HX711 has no line, only two wires on the board. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "HX711")
    void on_a_bad_line_a_bag_is_recorded_as_what_the_scale_sent_or_not_at_all(ScaleDialect dialect) {
        assertTrue(weighed(dialect, 0.001) > BAGS / 4, "too few were recorded to prove anything");
    }

    /** One byte in fifty. The 153 bytes of a Modbus block never arrive whole on such a line. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"HX711", "MODBUS_RTU"})
    void on_a_line_that_is_hardly_one_a_bag_is_recorded_as_what_the_scale_sent_or_not_at_all(ScaleDialect dialect) {
        assertTrue(weighed(dialect, 0.01) > BAGS / 4, "too few were recorded to prove anything");
    }

    /** How many of the bags were recorded, all of them rightly. */
    private static int weighed(ScaleDialect dialect, double rate) {
        var line = new BadLine(dialect, new FaultRates(rate, rate / 2, rate / 2, 0, 0.1, 0), SEED);
        line.weigh(BAGS);
        assertEquals(List.of(), line.wrong());
        weighings += line.weighings();
        return line.weighings();
    }
}

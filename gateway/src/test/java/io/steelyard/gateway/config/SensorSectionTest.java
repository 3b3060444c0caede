package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.sensor.Quantity;
import io.steelyard.gateway.sensor.SensorDialect;
import io.steelyard.gateway.sensor.SensorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;

class SensorSectionTest {
    private final List<Fault> faults = new ArrayList<>();

    private GatewayConfig.Sensor read(Quantity quantity, String text) {
        var section = new Section(Toml.parse(text), "fill", faults);
        var sensor = new SensorSection(section, PinPlan.NONE.chip()).read(quantity);
        section.finish();
        return sensor;
    }

    @Test
    void a_sensor_that_speaks_by_itself_needs_a_name_a_dialect_and_a_link() {
        var sensor = read(Quantity.DISTANCE,
                "name = \"bin-1-fill\"\ndialect = \"a02yyuw\"\nlink = \"tcp://127.0.0.1:4001\"\n");
        assertEquals(List.of(), faults);
        assertEquals(SensorDialect.A02YYUW, sensor.dialect());
        assertEquals(SensorSettings.USUAL, sensor.settings());
        assertEquals(Optional.empty(), sensor.poll());
    }

    @Test
    void a_sensor_that_must_be_asked_is_asked_at_its_address_as_often_as_is_said() {
        var sensor = read(Quantity.TEMPERATURE, """
                name = "bin-1-heat"
                dialect = "xy-md02"
                link = "tcp://127.0.0.1:4001"
                address = 17
                poll = "2 s"
                """);
        assertEquals(List.of(), faults);
        var poll = sensor.poll().orElseThrow();
        assertEquals(2_000_000_000L, poll.everyNanos());
        assertArrayEquals(SensorDialect.XY_MD02.protocol(new SensorSettings(17)).question().orElseThrow().bytes(),
                poll.request());
    }

    @Test
    void a_thermometer_does_not_say_how_full_and_what_a_dialect_does_not_have_is_no_setting() {
        read(Quantity.DISTANCE, "name = \"a\"\ndialect = \"xy-md02\"\nlink = \"tcp://127.0.0.1:1\"\naddress = 1\n");
        assertTrue(
                faults.getFirst().toString()
                        .contains("is not a dialect of a sensor of distance; known: a02yyuw, sen0592"),
                faults::toString);
        assertTrue(faults.getLast().toString().contains("is not a setting"), faults::toString);
        assertEquals(2, faults.size());
    }
}

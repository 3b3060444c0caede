package io.steelyard.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import io.steelyard.gateway.pin.GpioChip;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;

final class RefusedDialectTest {

    @Test
    void a_scale_dialect_that_is_known_but_refused_is_a_fault_with_its_reason() {
        Fault fault = dialectFault("dialog-06");
        assertEquals("station.scale.dialect", fault.path());
        assertEquals("\"dialog-06\"", fault.value());
        assertTrue(fault.remedy().startsWith("is known but not spoken: its record 11 is a challenge"), fault.remedy());
    }

    @Test
    void any_other_name_is_answered_with_all_that_are_known() {
        String remedy = dialectFault("dialog-07").remedy();
        assertTrue(remedy.startsWith("is not a scale dialect; known: yaohua-continuous-0, "), remedy);
        assertTrue(remedy.endsWith(", radwag, modbus-rtu, hx711"), remedy);
    }

    private static Fault dialectFault(String dialect) {
        List<Fault> faults = new ArrayList<>();
        var table = Toml.parse("[scale]\ndialect = \"" + dialect + "\"\n");
        new StationSection(new Section(table, "station", faults), GpioChip.BOARD).read();
        return faults.stream().filter(fault -> fault.path().endsWith("dialect")).findFirst().orElseThrow();
    }
}

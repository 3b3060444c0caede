package io.steelyard.gateway.station;

import io.steelyard.gateway.calibration.CheckResult;
import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The content of a {@code device} fact about a check of a scale: {@code calibrated} where it passed, else {@code
 * calibration-failed}, with all the numbers in either case.
 *
 * @param device the scale's name in the configuration
 * @param station the station it serves
 * @param serial the number on its plate, if the site gave one
 * @param by the keyed token of who made the check
 * @param validDays for so many days it is to count, if it passed
 * @param validUntil the last of these days, for people: by the calendar as it stood
 */
public record CalibrationData(String device, String station, Optional<String> serial, WeightUnit unit,
        CheckResult result, String by, int validDays, LocalDate validUntil) implements FactData {
    @Override
    public void writeTo(JsonGenerator json) {
        json.writeStringProperty("device", device);
        json.writeStringProperty("event", result.passed() ? "calibrated" : "calibration-failed");
        json.writeStringProperty("station", station);
        serial.ifPresent(number -> json.writeStringProperty("serial", number));
        json.writeStringProperty("unit", unit.unece());
        json.writeStringProperty("division", result.instrument().division().toPlainString());
        json.writeStringProperty("class", result.instrument().accuracy().name());
        numbers(json, "zeros", result.zeros());
        number(json, "reference", result.reference());
        numbers(json, "readings", result.loads());
        number(json, "indicated", result.indicated());
        number(json, "error", result.error());
        number(json, "spread", result.spread());
        number(json, "limit", result.limit());
        json.writeStringProperty("by", by);
        if (result.passed()) {
            json.writeNumberProperty("validDays", validDays);
            json.writeStringProperty("validUntil", validUntil.toString());
        } else {
            json.writeStringProperty("reason", String.join("; ", result.faults()));
        }
    }

    private static void numbers(JsonGenerator json, String name, List<BigDecimal> numbers) {
        json.writeArrayPropertyStart(name);
        numbers.forEach(number -> json.writeString(number.toPlainString()));
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, BigDecimal number) {
        json.writeStringProperty(name, number.toPlainString());
    }
}

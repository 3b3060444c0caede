package io.steelyard.gateway.config;

import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.sensor.Quantity;
import io.steelyard.gateway.sensor.SensorDialect;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Reads a sensor of a bin: how full, how hot.
 *
 * @param section its table
 * @param chip where devices on bare wires are attached
 */
record SensorSection(Section section, GpioChip chip) {
    /** @param quantity what it must measure */
    GatewayConfig.Sensor read(Quantity quantity) {
        var device = new DeviceSection(section, chip);
        var name = device.name("the sensor's name, as in \"bin-1-fill\"");
        var standIn = dialects(quantity)[0];
        var dialect = section.parsed("dialect", "its protocol: " + words(quantity), text -> SensorDialect.named(text)
                .filter(named -> named.quantity() == quantity),
                "is not a dialect of a sensor of " + quantity.text() + "; known: " + words(quantity), standIn);
        var settings = DialectSettings.sensor(section, dialect);
        var protocol = dialect.protocol(settings);
        return new GatewayConfig.Sensor(name, dialect, settings, device.link(dialect.wireName(), protocol),
                device.poll(protocol));
    }

    private static SensorDialect[] dialects(Quantity quantity) {
        return Arrays.stream(SensorDialect.values()).filter(dialect -> dialect.quantity() == quantity)
                .toArray(SensorDialect[]::new);
    }

    private static String words(Quantity quantity) {
        return Arrays.stream(dialects(quantity)).map(SensorDialect::wireName).collect(Collectors.joining(", "));
    }
}

package io.steelyard.gateway.config;

import io.steelyard.gateway.scale.Calibration;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleSettings;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.sensor.SensorDialect;
import io.steelyard.gateway.sensor.SensorSettings;
import io.steelyard.gateway.tag.ScannerSettings.Encoding;
import io.steelyard.gateway.tag.ScannerSettings.Terminator;
import io.steelyard.gateway.tag.ScannerSettings;
import io.steelyard.gateway.tag.TagDialect;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads how a device was set up, where its dialect leaves that open; in another dialect's table these keys are unknown. */
final class DialectSettings {
    private static final Pattern PREFIX = Pattern.compile("[ -~]{1,16}");
    private static final int YAOHUA_ADDRESS_MAX = 26;
    private static final int MODBUS_ADDRESS_MAX = 247;
    private static final int COUNTS_MIN = -0x800000;
    private static final int COUNTS_MAX = 0x7FFFFF;

    private DialectSettings() {}

    static ScaleSettings scale(Section scale, ScaleDialect dialect, WeightUnit unit, BigDecimal division) {
        var usual = ScaleSettings.USUAL;
        return switch (dialect) {
            case YAOHUA_COMMAND -> new ScaleSettings(address(scale, YAOHUA_ADDRESS_MAX), usual.registers(),
                    usual.calibration());
            case MODBUS_RTU -> new ScaleSettings(address(scale, MODBUS_ADDRESS_MAX), RegistersSection.read(scale),
                    usual.calibration());
            case HX711 -> new ScaleSettings(usual.address(), usual.registers(), calibration(scale, unit, division));
            default -> usual;
        };
    }

    static SensorSettings sensor(Section sensor, SensorDialect dialect) {
        return switch (dialect) {
            case SEN0592, XY_MD02 -> new SensorSettings(address(sensor, MODBUS_ADDRESS_MAX));
            case A02YYUW -> SensorSettings.USUAL;
        };
    }

    private static int address(Section device, int most) {
        return device.numberOr("address", 1, 1, most);
    }

    /** Without it the counts are only shown, which is how a technician finds it. */
    private static Optional<Calibration> calibration(Section scale, WeightUnit unit, BigDecimal division) {
        if (!scale.has("zero") && !scale.has("counts_per_unit")) {
            return Optional.empty();
        }
        int zero = scale.number("zero", "the counts with the empty pan", COUNTS_MIN, COUNTS_MAX);
        var countsPerUnit = scale.decimal("counts_per_unit",
                "how many more counts each " + unit.text() + " of load makes",
                BigDecimal.ONE);
        if (countsPerUnit.signum() <= 0) {
            scale.fault("counts_per_unit",
                    "must be above zero; if the counts fall under load, swap the load cell's two signal wires");
            return Optional.empty();
        }
        return Optional.of(new Calibration(zero, countsPerUnit, division, unit));
    }

    static ScannerSettings reader(Section reader, TagDialect dialect) {
        var usual = ScannerSettings.USUAL;
        if (dialect != TagDialect.SCANNER) {
            return usual;
        }
        return new ScannerSettings(
                reader.parsedOr("terminator", usual.terminator(), Terminator::named,
                        "must be one of " + words(Terminator.values(), Terminator::word)),
                reader.parsedOr("charset", usual.encoding(), Encoding::named,
                        "must be one of " + words(Encoding.values(), Encoding::word)),
                reader.parsedOr("prefix", usual.prefix(), text -> Optional.of(text).filter(PREFIX.asMatchPredicate()),
                        "must be 1 to 16 printable ASCII characters, as in \"]Q1\"; leave it out for none"),
                reader.flagOr("gs1", usual.gs1()));
    }

    private static <T> String words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.joining(", "));
    }
}

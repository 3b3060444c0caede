package io.steelyard.gateway.config;

import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the scale of a station or of a bin's compartment, and what it demands of a weight. */
final class ScaleSection {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SETTLE_MIN = Duration.ofMillis(200);
    /** The domain research's proposal (C.4): at least five values over at least a second. */
    private static final int SETTLE_READINGS_DEFAULT = 5;
    private static final int SETTLE_READINGS_MIN = 3;
    private static final int SETTLE_READINGS_MAX = 1000;
    /** Below 20 divisions a class III scale may not be used: its minimum capacity. */
    private static final BigDecimal LEAST_DIVISIONS = new BigDecimal("20");
    /** A weight older than this is no weight. */
    private static final Duration WEIGHT_AGE_MAX = Duration.ofMillis(500);
    /** Stand-ins for faulty decimals, chosen so that one fault does not make another. */
    private static final BigDecimal TINY = new BigDecimal("0.000001");
    private static final BigDecimal HUGE = new BigDecimal("999999999");

    private final Section section;
    private final DeviceSection device;
    private final WeightUnit unit;
    private final BigDecimal division;

    /** @param chip where devices on bare wires are attached */
    ScaleSection(Section section, GpioChip chip) {
        this.section = section;
        this.device = new DeviceSection(section, chip);
        this.unit = unit(section);
        this.division = section.parsed("division", "the scale's step d, from its plate", ScaleSection::division,
                "must be 1, 2 or 5 times a power of ten in quotes, as in \"0.01\"; it stands on the scale's plate",
                TINY);
    }

    Rules rules(long codeWaitNanos, long codeKeepNanos, Set<CodeKind> needs, Rules.Commit commit) {
        var least = section.has("min") ? section.decimal("min", "", TINY) : division.multiply(LEAST_DIVISIONS);
        if (least.signum() <= 0) {
            section.fault("min", "must be above zero");
        }
        var most = section.decimal("max", "the scale's maximum, from its plate", HUGE);
        if (most.compareTo(least) <= 0) {
            section.fault("max", "must be above the least capturable load, " + least.toPlainString());
        }
        return new Rules(unit, division, least, most,
                section.numberOr("settle_readings", SETTLE_READINGS_DEFAULT, SETTLE_READINGS_MIN, SETTLE_READINGS_MAX),
                section.durationOr("settle", SECOND, SETTLE_MIN, MINUTE).toNanos(), WEIGHT_AGE_MAX.toNanos(),
                section.durationOr("silence", SECOND.multipliedBy(3), SECOND, MINUTE).toNanos(),
                section.durationOr("settle_wait", SECOND.multipliedBy(10), SECOND, HOUR).toNanos(), codeWaitNanos,
                codeKeepNanos, needs, commit);
    }

    GatewayConfig.Scale scale() {
        var name = device.name("the scale's name, as in \"bay-1-scale\"");
        var dialect = section.parsed("dialect", "its protocol: " + dialects(), ScaleDialect::named,
                text -> ScaleDialect.refusal(text).orElse("is not a scale dialect; known: " + dialects()),
                ScaleDialect.YAOHUA_CONTINUOUS_0);
        var settings = DialectSettings.scale(section, dialect, unit, division);
        var protocol = dialect.protocol(settings);
        return new GatewayConfig.Scale(name, dialect, settings, device.link(dialect.wireName(), protocol),
                section.optionalText("serial"), device.poll(protocol));
    }

    private static WeightUnit unit(Section scale) {
        return scale.parsed("unit", "the unit that the scale shows: kg, g, lb or t",
                text -> Arrays.stream(WeightUnit.values()).filter(unit -> unit.text().equals(text)).findFirst(),
                "must be kg, g, lb or t", WeightUnit.KILOGRAM);
    }

    /** A scale interval is 1, 2 or 5 times a power of ten (OIML R 76). */
    private static Optional<BigDecimal> division(String text) {
        return Section.decimal(text).filter(division -> division.signum() > 0
                && division.stripTrailingZeros().unscaledValue().toString().matches("[125]"));
    }

    private static String dialects() {
        return Arrays.stream(ScaleDialect.values()).map(ScaleDialect::wireName).collect(Collectors.joining(", "));
    }
}

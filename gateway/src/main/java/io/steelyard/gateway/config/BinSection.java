package io.steelyard.gateway.config;

import io.steelyard.gateway.bin.OpenHours;
import io.steelyard.gateway.cards.CardRules;
import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.catalog.Names;
import io.steelyard.gateway.deposit.BinRules;
import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.sensor.Quantity;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code [bin]} with its readers, compartments and sensors. */
final class BinSection {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration CARDS_WITHIN_DEFAULT = Duration.ofHours(72);
    private static final Duration CARDS_WITHIN_MAX = Duration.ofDays(400);
    private static final Pattern HOURS = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
    private static final int NAME_CHARACTERS_MAX = 80;
    private static final int PERCENT_MAX = 100;
    private static final int FULL_PERCENT_DEFAULT = 90;
    private static final int FAR_MILLIMETRES = 10_000;
    /** Paper in the sun does not come near it; a fire passes it at once. */
    private static final int LIMIT_CELSIUS_DEFAULT = 70;
    private static final int LIMIT_CELSIUS_MIN = 40;
    private static final int LIMIT_CELSIUS_MAX = 120;

    private final Section bin;
    private final GpioChip chip;

    /** @param chip where devices on bare wires are attached */
    BinSection(Section bin, GpioChip chip) {
        this.bin = bin;
        this.chip = chip;
    }

    GatewayConfig.Bin read() {
        var name = new DeviceSection(bin, chip).name("the bin's name, as in \"bin-1\"");
        var cards = new CardRules(
                bin.parsedOr("unknown_cards", CardRules.Unknown.REFUSE, BinSection::unknown,
                        "must be \"refuse\", or \"quarantine\": booked apart until the platform knows whose they are"),
                bin.durationOr("cards_within", CARDS_WITHIN_DEFAULT, HOUR, CARDS_WITHIN_MAX));
        var hours = bin.parsedOr("hours", OpenHours.ALWAYS, BinSection::hours, "must be as in \"06:00-22:00\"");
        var told = bin.durationOr("told_for", SECOND.multipliedBy(6), SECOND, MINUTE);
        var next = bin.has("next") ? Optional.of(next(bin.section("next"))) : Optional.<Names>empty();
        var parts = new LinkedHashMap<String, BinRules.Part>();
        var compartments = new ArrayList<GatewayConfig.Compartment>();
        for (var section : bin.sections("compartment")) {
            var compartment = compartment(section, parts);
            compartments.add(compartment);
        }
        if (!bin.has("compartment")) {
            bin.fault("compartment", "is missing; describe at least one with [[bin.compartment]]");
        }
        var rules = rules(parts);
        var readers = readers();
        var temperatures = temperatures();
        bin.finish();
        return new GatewayConfig.Bin(name, rules, cards, hours, told, next, compartments, readers, temperatures);
    }

    private BinRules rules(Map<String, BinRules.Part> parts) {
        var closed = bin.durationOr("closed_for", MILLISECOND.multipliedBy(500), MILLISECOND.multipliedBy(100), MINUTE);
        var after = bin.durationOr("after_wait", SECOND.multipliedBy(10), SECOND, HOUR);
        if (closed.compareTo(after) >= 0) {
            bin.fault("after_wait",
                    "must be longer than closed_for: a door counts as shut before its weight is given up");
            after = closed.plus(SECOND);
        }
        return new BinRules(parts, bin.durationOr("choose_wait", SECOND.multipliedBy(20), SECOND, HOUR).toNanos(),
                bin.durationOr("before_wait", SECOND.multipliedBy(10), SECOND, MINUTE).toNanos(),
                bin.durationOr("open_wait", SECOND.multipliedBy(15), SECOND, HOUR).toNanos(),
                bin.durationOr("shut_wait", MINUTE, SECOND, HOUR).toNanos(), closed.toNanos(), after.toNanos(),
                bin.durationOr("visit_wait", MINUTE.multipliedBy(30), MINUTE, HOUR.multipliedBy(12)).toNanos(),
                bin.durationOr("visit_quiet", SECOND.multipliedBy(20), SECOND, HOUR).toNanos());
    }

    private static Optional<CardRules.Unknown> unknown(String word) {
        return switch (word) {
            case "refuse" -> Optional.of(CardRules.Unknown.REFUSE);
            case "quarantine" -> Optional.of(CardRules.Unknown.QUARANTINE);
            default -> Optional.empty();
        };
    }

    private static Optional<OpenHours> hours(String text) {
        var hours = HOURS.matcher(text);
        try {
            return hours.matches()
                    ? Optional.of(new OpenHours(LocalTime.parse(hours.group(1)), LocalTime.parse(hours.group(2))))
                    : Optional.empty();
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static Names next(Section next) {
        var names = new Names(word(next, "zh", "where the next bin is, in Chinese"),
                word(next, "en", "where the next bin is, in English"));
        next.finish();
        return names;
    }

    private static String word(Section section, String key, String meaning) {
        return section.parsed(key, meaning,
                text -> Optional.of(text).filter(name -> !name.isBlank() && name.length() <= NAME_CHARACTERS_MAX),
                "must be 1 to " + NAME_CHARACTERS_MAX + " characters", "");
    }

    private GatewayConfig.Compartment compartment(Section section, Map<String, BinRules.Part> parts) {
        var name = new DeviceSection(section, chip).name("the compartment's name, as in \"paper\"");
        var material = section.parsed("material", "the code booked for what falls in",
                text -> Optional.of(text).filter(Materials::known), DocumentFile.CODE_REMEDY, Materials.UNSORTED);
        var fullAt = section.has("full_at")
                ? Optional.of(section.decimal("full_at", "", BigDecimal.ONE))
                : Optional.<BigDecimal>empty();
        if (!section.has("scale")) {
            section.fault("scale", "is missing; describe the scale with [bin.compartment.scale]");
        }
        var scaleSection = section.section("scale");
        var read = new ScaleSection(scaleSection, chip);
        var weighing = read.rules(0, 0, Set.of(), Rules.Commit.AUTO);
        boolean tooFine = weighing.least().compareTo(weighing.division()) < 0;
        if (tooFine && scaleSection.sound()) {
            scaleSection.fault("min", "must be at least the division, " + weighing.division().toPlainString()
                    + ": less than a step cannot be credited");
        }
        var scale = read.scale();
        scaleSection.finish();
        var fill = section.has("fill")
                ? Optional.of(fill(section.section("fill")))
                : Optional.<GatewayConfig.Fill>empty();
        int fullPercent = section.numberOr("full_percent", FULL_PERCENT_DEFAULT, 1, PERCENT_MAX);
        section.finish();
        if (!tooFine) {
            parts.put(name, new BinRules.Part(material, weighing, fullAt, fullPercent));
        }
        return new GatewayConfig.Compartment(name, scale, fill);
    }

    private GatewayConfig.Fill fill(Section section) {
        var sensor = new SensorSection(section, chip).read(Quantity.DISTANCE);
        int full = section.number("full_mm", "what it measures when nothing more goes in, in mm", 1, FAR_MILLIMETRES);
        int empty = section.number("empty_mm", "what it measures when nothing lies there, in mm", 1, FAR_MILLIMETRES);
        if (section.sound() && empty <= full) {
            section.fault("empty_mm", "must be more than full_mm, " + full + ": an empty compartment is deeper");
        }
        section.finish();
        return new GatewayConfig.Fill(sensor, empty, full);
    }

    private List<GatewayConfig.Temperature> temperatures() {
        var temperatures = new ArrayList<GatewayConfig.Temperature>();
        for (var section : bin.sections("temperature")) {
            var sensor = new SensorSection(section, chip).read(Quantity.TEMPERATURE);
            temperatures.add(new GatewayConfig.Temperature(sensor,
                    section.numberOr("limit", LIMIT_CELSIUS_DEFAULT, LIMIT_CELSIUS_MIN, LIMIT_CELSIUS_MAX)));
            section.finish();
        }
        return temperatures;
    }

    private List<GatewayConfig.Reader> readers() {
        var readers = new ArrayList<GatewayConfig.Reader>();
        for (var section : bin.sections("reader")) {
            readers.add(new ReaderSection(section, chip).read(() -> Optional.of(CodeKind.HOUSEHOLD)));
            section.finish();
        }
        if (!bin.has("reader")) {
            bin.fault("reader", "is missing; nobody could open it: describe its card reader with [[bin.reader]]");
        }
        return readers;
    }
}

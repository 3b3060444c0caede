package io.steelyard.gateway.config;

import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.link.LineSettings;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.link.SerialAddress;
import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.pin.PinAddress;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads one {@code [[station]]} with its scale and readers. */
final class StationSection {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
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

    private final Section station;
    private final GpioChip chip;

    /** @param chip where devices on bare wires are attached */
    StationSection(Section station, GpioChip chip) {
        this.station = station;
        this.chip = chip;
    }

    GatewayConfig.Station read() {
        var name = name(station, "the station's name, as in \"bay-1\"");
        var material = station.parsedOr("material", Materials.UNSORTED,
                text -> Optional.of(text).filter(Materials::known),
                DocumentFile.CODE_REMEDY);
        var needs = station.setOf("needs", kind(), "must list codes among " + kinds());
        var codeWait = station.durationOr("code_wait", MINUTE, SECOND, HOUR);
        var codeKeep = station.durationOr("code_keep", SECOND.multipliedBy(30), SECOND, HOUR);
        var commit = station.parsedOr("commit", Rules.Commit.AUTO, StationSection::commit,
                "must be \"auto\", recorded once it is steady, or \"confirm\", when the clerk has confirmed at the kiosk");
        boolean manual = station.flagOr("manual", false);
        var section = station.section("scale");
        if (!station.has("scale")) {
            station.fault("scale", "is missing; describe the scale with [station.scale]");
        }
        var unit = unit(section);
        var division = section.parsed("division", "the scale's step d, from its plate", StationSection::division,
                "must be 1, 2 or 5 times a power of ten in quotes, as in \"0.01\"; it stands on the scale's plate",
                TINY);
        var least = section.has("min") ? section.decimal("min", "", TINY) : division.multiply(LEAST_DIVISIONS);
        if (least.signum() <= 0) {
            section.fault("min", "must be above zero");
        }
        var most = section.decimal("max", "the scale's maximum, from its plate", HUGE);
        if (most.compareTo(least) <= 0) {
            section.fault("max", "must be above the least capturable load, " + least.toPlainString());
        }
        var rules = new Rules(unit, division, least, most,
                section.numberOr("settle_readings", SETTLE_READINGS_DEFAULT, SETTLE_READINGS_MIN, SETTLE_READINGS_MAX),
                section.durationOr("settle", SECOND, MILLISECOND.multipliedBy(200), MINUTE).toNanos(),
                WEIGHT_AGE_MAX.toNanos(),
                section.durationOr("silence", SECOND.multipliedBy(3), SECOND, MINUTE).toNanos(),
                section.durationOr("settle_wait", SECOND.multipliedBy(10), SECOND, HOUR).toNanos(), codeWait.toNanos(),
                codeKeep.toNanos(), needs, commit);
        var scale = scale(section, unit, division);
        section.finish();
        var readers = readers();
        station.finish();
        refuseUnreadable(rules, readers);
        return new GatewayConfig.Station(name, material, rules, manual, scale, readers);
    }

    private static Optional<Rules.Commit> commit(String text) {
        return Arrays.stream(Rules.Commit.values()).filter(commit -> commit.text().equals(text)).findFirst();
    }

    private static String name(Section section, String meaning) {
        return section.parsed("name", meaning, text -> Optional.of(text).filter(ConfigFile.NAME.asMatchPredicate()),
                ConfigFile.NAME_REMEDY, "");
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

    private GatewayConfig.Scale scale(Section scale, WeightUnit unit, BigDecimal division) {
        var name = name(scale, "the scale's name, as in \"bay-1-scale\"");
        var dialect = scale.parsed("dialect", "its protocol: " + scaleDialects(), ScaleDialect::named,
                text -> ScaleDialect.refusal(text).orElse("is not a scale dialect; known: " + scaleDialects()),
                ScaleDialect.YAOHUA_CONTINUOUS_0);
        var settings = DialectSettings.scale(scale, dialect, unit, division);
        var protocol = dialect.protocol(settings);
        return new GatewayConfig.Scale(name, dialect, settings, link(scale, dialect.wireName(), protocol),
                scale.optionalText("serial"),
                poll(scale, protocol));
    }

    private static String scaleDialects() {
        return Arrays.stream(ScaleDialect.values()).map(ScaleDialect::wireName).collect(Collectors.joining(", "));
    }

    private List<GatewayConfig.Reader> readers() {
        var readers = new ArrayList<GatewayConfig.Reader>();
        for (var section : station.sections("reader")) {
            readers.add(reader(section));
            section.finish();
        }
        return readers;
    }

    private GatewayConfig.Reader reader(Section reader) {
        var name = name(reader, "the reader's name, as in \"bay-1-qr\"");
        var dialect = reader.parsed("dialect", "its protocol: " + tagDialects(), TagDialect::named,
                "is not a reader dialect; known: " + tagDialects(), TagDialect.SCANNER);
        var reads = reader.parsed("reads", "whose codes it reads: " + kinds() + ", operator", StationSection::reads,
                "must be one of " + kinds() + ", operator", Optional.of(CodeKind.BAG));
        var pattern = reader.parsedOr("pattern", Pattern.compile(".+"), StationSection::pattern,
                "is not a regular expression; it says what this site's codes look like, as \"BAG-[0-9]{6}\"");
        var scanner = DialectSettings.reader(reader, dialect);
        return new GatewayConfig.Reader(name, dialect, link(reader, dialect.wireName(), dialect.protocol()), reads,
                pattern,
                poll(reader, dialect.protocol()), scanner);
    }

    private static String tagDialects() {
        return Arrays.stream(TagDialect.values()).map(TagDialect::wireName).collect(Collectors.joining(", "));
    }

    private static Optional<Pattern> pattern(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** Badges are read for the kiosk and belong to no weighing. */
    private static Optional<Optional<CodeKind>> reads(String text) {
        return text.equals("operator") ? Optional.of(Optional.empty()) : kind().apply(text).map(Optional::of);
    }

    private static Function<String, Optional<CodeKind>> kind() {
        return text -> Arrays.stream(CodeKind.values()).filter(kind -> word(kind).equals(text)).findFirst();
    }

    private static String kinds() {
        return Arrays.stream(CodeKind.values()).map(StationSection::word).collect(Collectors.joining(", "));
    }

    private static String word(CodeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private LinkAddress link(Section device, String dialect, Protocol protocol) {
        var usual = protocol.usualLines().stream().findFirst().flatMap(LineSettings::parse).orElse(LineSettings.USUAL);
        var line = device.parsedOr("line", usual, LineSettings::parse, "must be line settings as \"9600 8N1\"");
        var link = device.parsed("link",
                "where it is attached, as \"serial:/dev/serial/by-id/…\" or \"tcp://10.0.0.7:4001\"",
                text -> LinkAddress.parse(text, line).or(() -> PinAddress.parse(text, chip)),
                LinkAddress.REMEDY + ", or " + PinAddress.REMEDY, new SerialAddress("", line));
        if (link instanceof PinAddress wires && !wires.dialect().equals(dialect)) {
            device.fault("link", "delivers what the dialect " + wires.dialect()
                    + " reads; write dialect = \"" + wires.dialect() + "\" or name another link");
        }
        return link;
    }

    private static Optional<Poll> poll(Section device, Protocol protocol) {
        var question = protocol.question();
        if (question.isEmpty()) {
            return Optional.empty(); // then "poll" is an unknown key: this dialect speaks unasked
        }
        var every = device.durationOr("poll", protocol.askEvery(), MILLISECOND.multipliedBy(50), MINUTE);
        return question.map(asked -> new Poll(asked.bytes(), every.toNanos()));
    }

    /** A code that is demanded but that no reader reads would leave every bag unrecorded. */
    private void refuseUnreadable(Rules rules, List<GatewayConfig.Reader> readers) {
        for (var kind : rules.needs()) {
            if (readers.stream().noneMatch(reader -> reader.reads().equals(Optional.of(kind)))) {
                station.fault("needs", "demands " + word(kind) + " codes, but no [[station.reader]] reads them");
            }
        }
    }
}

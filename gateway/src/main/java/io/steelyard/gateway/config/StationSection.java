package io.steelyard.gateway.config;

import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one {@code [[station]]} with its scale and readers. */
final class StationSection {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private final Section station;
    private final GpioChip chip;

    /** @param chip where devices on bare wires are attached */
    StationSection(Section station, GpioChip chip) {
        this.station = station;
        this.chip = chip;
    }

    GatewayConfig.Station read() {
        var name = new DeviceSection(station, chip).name("the station's name, as in \"bay-1\"");
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
        var read = new ScaleSection(section, chip);
        var rules = read.rules(codeWait.toNanos(), codeKeep.toNanos(), needs, commit);
        var scale = read.scale();
        section.finish();
        var readers = readers();
        station.finish();
        refuseUnreadable(rules, readers);
        return new GatewayConfig.Station(name, material, rules, manual, scale, readers);
    }

    private static Optional<Rules.Commit> commit(String text) {
        return Arrays.stream(Rules.Commit.values()).filter(commit -> commit.text().equals(text)).findFirst();
    }

    private List<GatewayConfig.Reader> readers() {
        var readers = new ArrayList<GatewayConfig.Reader>();
        for (var section : station.sections("reader")) {
            readers.add(new ReaderSection(section, chip).read(() -> section.parsed("reads",
                    "whose codes it reads: " + kinds() + ", operator", StationSection::reads,
                    "must be one of " + kinds() + ", operator", Optional.of(CodeKind.BAG))));
            section.finish();
        }
        return readers;
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

    /** A code that is demanded but that no reader reads would leave every bag unrecorded. */
    private void refuseUnreadable(Rules rules, List<GatewayConfig.Reader> readers) {
        for (var kind : rules.needs()) {
            if (readers.stream().noneMatch(reader -> reader.reads().equals(Optional.of(kind)))) {
                station.fault("needs", "demands " + word(kind) + " codes, but no [[station.reader]] reads them");
            }
        }
    }
}

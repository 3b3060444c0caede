package io.steelyard.sim.script;

import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Mode;
import io.steelyard.sim.device.ScaleProfile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads one {@code [[device]]}. */
final class DeviceSection {
    private static final int BAUD_MIN = 300;
    private static final int BAUD_MAX = 1_000_000;
    private static final int DECIMALS_MAX = 4;
    private static final int FRAMES_MAX = 100;

    private static final String MODE_REMEDY = "write \"asked\" or \"stream\"";
    private static final String UNIT_REMEDY = "write \"kg\" or \"g\"";

    private final Section section;

    private DeviceSection(Section section) {
        this.section = section;
    }

    static Optional<DeviceSpec> read(Section section, String name) {
        return new DeviceSection(section).read(name);
    }

    private Optional<DeviceSpec> read(String name) {
        String word = section.requiredText("kind", "write one of " + Kind.words());
        Optional<Kind> kind = Kind.of(word);
        if (kind.isEmpty()) {
            if (!word.isEmpty()) {
                section.fault("kind", "write one of " + Kind.words());
            }
            return Optional.empty(); // which keys it may have is not known, so none of them is judged
        }
        DeviceSpec device = read(name, kind.get());
        section.refuseTheRest();
        return name.isEmpty() ? Optional.empty() : Optional.of(device);
    }

    private DeviceSpec read(String name, Kind kind) {
        WireSpec wire = wire();
        int baud = (int) section.whole("baud", kind.usualLine().baud(), BAUD_MIN, BAUD_MAX);
        Optional<ScaleProfile> profile = kind.role() == Kind.Role.SCALE
                ? Optional.of(profile(kind.usualLine().at(baud)))
                : Optional.empty();
        Mode mode = kind.hasMode() ? mode() : Mode.ASKED;
        ReaderSpec reader = ReaderSection.read(section, kind);
        String terminator = kind.usualTerminator().isEmpty()
                ? ""
                : section.text("terminator", "write what follows each text, as \"\\r\\n\"")
                        .orElse(kind.usualTerminator());
        boolean check = kind != Kind.TOLEDO_CONTINUOUS || section.flag("check", true);
        Optional<Section> faults = section.section("faults");
        long seed = faults.map(rates -> rates.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE)).orElse(1L);
        FaultRates rates = faults.map(DeviceSection::rates).orElse(FaultRates.NONE);
        return new DeviceSpec(name, kind, wire, baud, profile, mode, reader, terminator, check, rates, seed);
    }

    private Mode mode() {
        String word = section.text("mode", MODE_REMEDY).orElse("asked");
        if (!List.of("asked", "stream").contains(word)) {
            section.fault("mode", MODE_REMEDY);
        }
        return word.equals("stream") ? Mode.STREAM : Mode.ASKED;
    }

    private WireSpec wire() {
        String wire = section.requiredText("wire", "write \"pty\" or \"tcp:7001\"");
        Optional<String> link = section.text("link", "write the path of a symbolic link to be made");
        Optional<WireSpec> spec = WireSpec.of(wire, link);
        if (spec.isEmpty() && !wire.isEmpty()) {
            section.fault("wire", "write \"pty\" or \"tcp:7001\"");
        }
        if (link.isPresent() && spec.orElse(null) instanceof WireSpec.OnTcp) {
            section.fault("link", "take it out: only a \"pty\" can have a link");
        }
        return spec.orElse(new WireSpec.OnPty(link));
    }

    private ScaleProfile profile(LineRate line) {
        ScaleProfile usual = ScaleProfile.BENCH_60_KG;
        String unit = section.text("unit", UNIT_REMEDY).orElse(usual.unit());
        if (!List.of("kg", "g").contains(unit)) {
            section.fault("unit", UNIT_REMEDY);
            unit = usual.unit();
        }
        int decimals = (int) section.whole("decimals", usual.decimals(), 0, DECIMALS_MAX);
        BigDecimal division = section.decimal("division", usual.division().toPlainString());
        BigDecimal max = section.decimal("max", usual.max().toPlainString());
        int frames = (int) section.whole("frames_per_second", usual.framesPerSecond(), 1, FRAMES_MAX);
        try {
            return new ScaleProfile(unit, decimals, division, max, frames, line);
        } catch (IllegalArgumentException impossible) {
            section.fault("division", "no scale can be so: " + impossible.getMessage());
            return usual;
        }
    }

    private static FaultRates rates(Section faults) {
        FaultRates rates = new FaultRates(faults.rate("flip"), faults.rate("drop"), faults.rate("noise"),
                faults.rate("stall"), faults.rate("split"), faults.durationNanos("max_stall", 0));
        faults.refuseTheRest();
        return rates;
    }
}

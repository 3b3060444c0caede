package io.steelyard.sim.script;

import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.ScaleProfile;
import java.util.Optional;

/** Reads one {@code [[device]]}. */
final class DeviceSection {
    private static final int BAUD_MIN = 300;
    private static final int BAUD_MAX = 1_000_000;
    private static final int DECIMALS_MAX = 4;
    private static final int FRAMES_MAX = 100;
    private static final int PORT_MAX = 65_535;

    private final Section section;

    private DeviceSection(Section section) {
        this.section = section;
    }

    static Optional<DeviceSpec> read(Section section) {
        return new DeviceSection(section).read();
    }

    private Optional<DeviceSpec> read() {
        String name = section.requiredText("name", "write a name, as \"scale-1\"");
        String word = section.requiredText("kind", "write one of " + Kind.words());
        Optional<Kind> known = Kind.of(word);
        if (known.isEmpty() && !word.isEmpty()) {
            section.fault("kind", "write one of " + Kind.words());
        }
        WireSpec wire = wire();
        Kind kind = known.orElse(Kind.QR);
        int baud = (int) section.whole("baud", kind.usualBaud(), BAUD_MIN, BAUD_MAX);
        // The keys of every kind are asked for, so that an unknown kind does not make them unknown as well.
        Optional<ScaleProfile> profile = known.isEmpty() || kind.role() == Kind.Role.SCALE
                ? profile(baud)
                : Optional.empty();
        String terminator = known.isEmpty() || kind == Kind.QR
                ? section.text("terminator", "write what follows each text, as \"\\r\\n\"")
                        .orElse(QrScanner.CARRIAGE_RETURN)
                : "";
        boolean check = known.isEmpty() || kind == Kind.TOLEDO_CONTINUOUS ? section.flag("check", true) : true;
        Optional<Section> faults = section.section("faults");
        long seed = faults.map(rates -> rates.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE)).orElse(1L);
        FaultRates rates = faults.map(DeviceSection::rates).orElse(FaultRates.NONE);
        section.refuseTheRest();
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeviceSpec(name, kind, wire, baud, profile, terminator, check, rates, seed));
    }

    private WireSpec wire() {
        String wire = section.requiredText("wire", "write \"pty\" or \"tcp:7001\"");
        Optional<String> link = section.text("link", "write the path of a symbolic link to be made");
        if (wire.matches("tcp:\\d{1,5}") && Integer.parseInt(wire.substring(4)) <= PORT_MAX) {
            if (link.isPresent()) {
                section.fault("link", "take it out: only a \"pty\" can have a link");
            }
            return new WireSpec.OnTcp(Integer.parseInt(wire.substring(4)));
        }
        if (!wire.isEmpty() && !wire.equals("pty")) {
            section.fault("wire", "write \"pty\" or \"tcp:7001\"");
        }
        return new WireSpec.OnPty(link);
    }

    private Optional<ScaleProfile> profile(int baud) {
        ScaleProfile usual = ScaleProfile.BENCH_60_KG;
        String unit = section.text("unit", "write \"kg\" or \"g\"").orElse(usual.unit());
        int decimals = (int) section.whole("decimals", usual.decimals(), 0, DECIMALS_MAX);
        var division = section.decimal("division", usual.division().toPlainString());
        var max = section.decimal("max", usual.max().toPlainString());
        int frames = (int) section.whole("frames_per_second", usual.framesPerSecond(), 1, FRAMES_MAX);
        try {
            return Optional.of(new ScaleProfile(unit, decimals, division, max, frames, LineRate.eightN1(baud)));
        } catch (IllegalArgumentException impossible) {
            section.fault("division", "no scale can be so: " + impossible.getMessage());
            return Optional.of(usual);
        }
    }

    private static FaultRates rates(Section faults) {
        FaultRates rates = new FaultRates(faults.rate("flip"), faults.rate("drop"), faults.rate("noise"),
                faults.rate("stall"), faults.rate("split"), faults.durationNanos("max_stall", 0));
        faults.refuseTheRest();
        return rates;
    }
}

package io.steelyard.sim.script;

import io.steelyard.sim.script.Kind.Role;
import java.util.List;
import java.util.Optional;

/** Reads one {@code [[event]]}. */
final class EventSection {
    private static final List<String> ACTS = List.of("place", "clear", "present", "withdraw", "scan",
            "measure");

    /** What sixteen bits hold, of a sensor with and of one without a sign. */
    private static final int MEASURE_MIN = Short.MIN_VALUE;
    private static final int MEASURE_MAX = 0xFFFF;

    private final Section section;

    private EventSection(Section section) {
        this.section = section;
    }

    static Optional<EventSpec> read(Section section, KnownDevices devices) {
        return new EventSection(section).read(devices);
    }

    private Optional<EventSpec> read(KnownDevices devices) {
        long atNanos = section.requiredDurationNanos("at");
        Optional<Act> act = act();
        Optional<DeviceSpec> device = devices.named(section, "device",
                act.map(EventSection::roles).orElse(Role.values()));
        long everyNanos = section.durationNanos("repeat_every", 0);
        long times = section.whole("repeat_times", everyNanos == 0 ? 1 : EventSpec.FOREVER, 1, Integer.MAX_VALUE);
        if (section.has("repeat_every") && everyNanos == 0) {
            section.fault("repeat_every", "write a time above zero, as \"8 s\"");
        }
        if (section.has("repeat_times") && !section.has("repeat_every")) {
            section.fault("repeat_every", "write how long after one another, as \"8 s\"");
        }
        section.refuseTheRest();
        if (device.isEmpty() || act.isEmpty()) {
            return Optional.empty();
        }
        requireCode(device.get().kind(), act.get());
        return Optional.of(new EventSpec(atNanos, device.get().name(), act.get(), everyNanos, times));
    }

    private Optional<Act> act() {
        List<String> said = ACTS.stream().filter(section::has).toList();
        if (said.size() != 1) {
            section.fault(said.isEmpty() ? "place" : said.getLast(), "write exactly one of " + ACTS);
            return Optional.empty();
        }
        return switch (said.getFirst()) {
            case "place" -> Optional.of(new Act.Place(section.decimal("place", "0")));
            case "clear" -> isTrue("clear", new Act.Clear());
            case "present" -> section.text("present", "write the code in quotes").map(Act.Present::new);
            case "measure" -> Optional.of(new Act.Measure((int) section.whole("measure", 0, MEASURE_MIN, MEASURE_MAX)));
            case "withdraw" -> isTrue("withdraw", new Act.Withdraw());
            default -> section.text("scan", "write the text in quotes").map(Act.Scan::new);
        };
    }

    private Optional<Act> isTrue(String key, Act act) {
        if (section.flag(key, false)) {
            return Optional.of(act);
        }
        section.fault(key, "write " + key + " = true, or take the event out");
        return Optional.empty();
    }

    private void requireCode(Kind kind, Act act) {
        if (act instanceof Act.Present(String code) && !kind.codeForm().fits(code)) {
            section.fault("present", kind.codeForm().remedy());
        }
    }

    private static Role[] roles(Act act) {
        return switch (act) {
            case Act.Place _,Act.Clear _ -> new Role[]{Role.SCALE};
            case Act.Present _,Act.Withdraw _ -> new Role[]{Role.FIELD_READER};
            case Act.Scan _ -> new Role[]{Role.SCANNER};
            case Act.Measure _ -> new Role[]{Role.SENSOR};
        };
    }
}

package io.steelyard.sim.script;

import io.steelyard.sim.script.Kind.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/**
 * Reads a script: {@code [[device]]} tables say what is attached, {@code [[event]]} and {@code [[bags]]} tables what
 * happens. Every fault in the file is found at once; an unknown key is one. The samples in {@code scripts/} explain each
 * key.
 */
public final class ScriptFile {
    private final List<ScriptFault> faults = new ArrayList<>();
    private final Map<String, DeviceSpec> devices = new LinkedHashMap<>();
    private final List<EventSpec> events = new ArrayList<>();

    private ScriptFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException if the file cannot be read
     * @throws ScriptException if it is no usable script, with everything that is wrong with it
     */
    public static Script read(Path file) throws IOException, ScriptException {
        return parse(Files.readString(file));
    }

    /**
     * Reads a script's text.
     *
     * @throws ScriptException if it is no usable script, with everything that is wrong with it
     */
    public static Script parse(String toml) throws ScriptException {
        TomlParseResult result = Toml.parse(toml);
        if (result.hasErrors()) {
            throw new ScriptException(result.errors().stream().map(error -> new ScriptFault(
                    "line " + error.position().line(), "not TOML", Objects.requireNonNullElse(error.getMessage(), "?")))
                    .toList());
        }
        return new ScriptFile().read(result);
    }

    private Script read(TomlParseResult toml) throws ScriptException {
        Section top = new Section("", toml, faults);
        top.sections("device").forEach(this::device);
        if (!top.has("device")) {
            top.fault("device", "write at least one [[device]]");
        }
        top.sections("event").forEach(this::event);
        top.sections("bags").forEach(this::bags);
        top.refuseTheRest();
        if (!faults.isEmpty()) {
            throw new ScriptException(List.copyOf(faults));
        }
        return new Script(List.copyOf(devices.values()), List.copyOf(events));
    }

    private void device(Section section) {
        DeviceSection.read(section).ifPresent(device -> {
            if (devices.putIfAbsent(device.name(), device) != null) {
                section.fault("name", "another device has this name; choose a new one");
            }
        });
    }

    private void event(Section section) {
        EventSection.read(section, devices).ifPresent(events::add);
    }

    private void bags(Section section) {
        events.addAll(BagsSection.read(section, devices));
    }

    /** The device that a key names, if it is known and of one of the roles. */
    static Optional<DeviceSpec> named(Section section, String key, Map<String, DeviceSpec> devices,
            Role... roles) {
        String name = section.requiredText(key, "write the name of a [[device]]");
        DeviceSpec device = devices.get(name);
        if (!name.isEmpty() && (device == null || !List.of(roles).contains(device.kind().role()))) {
            List<String> fitting = devices.values().stream()
                    .filter(known -> List.of(roles).contains(known.kind().role())).map(DeviceSpec::name).toList();
            section.fault(key, "write the name of a fitting [[device]], one of " + fitting);
            return Optional.empty();
        }
        return Optional.ofNullable(device);
    }
}

package io.steelyard.sim.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/**
 * Reads a script: {@code [[device]]} tables say what is attached, {@code [[event]]} and {@code [[bags]]} tables what
 * happens. Every fault in the file is found at once; an unknown key is one. The samples in {@code scripts/} explain each
 * key.
 */
public final class ScriptFile {
    private final List<ScriptFault> faults = new ArrayList<>();
    private final KnownDevices devices = new KnownDevices();
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
        top.sections("device").forEach(devices::read);
        if (!top.has("device")) {
            top.fault("device", "write at least one [[device]]");
        }
        top.sections("event").forEach(this::event);
        top.sections("bags").forEach(this::bags);
        top.refuseTheRest();
        if (!faults.isEmpty()) {
            throw new ScriptException(List.copyOf(faults));
        }
        return new Script(devices.all(), List.copyOf(events));
    }

    private void event(Section section) {
        EventSection.read(section, devices).ifPresent(events::add);
    }

    private void bags(Section section) {
        events.addAll(BagsSection.read(section, devices));
    }
}

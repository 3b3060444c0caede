package io.steelyard.sim.script;

import io.steelyard.sim.script.Kind.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The devices read so far, by name, for the tables that refer to them. Lives for one reading. */
final class KnownDevices {
    private final Map<String, DeviceSpec> byName = new LinkedHashMap<>();
    /** Names of devices that are there but not usable: whatever refers to them is not at fault as well. */
    private final Set<String> faulty = new HashSet<>();
    private final Set<String> links = new HashSet<>();

    void read(Section section) {
        String name = section.requiredText("name", "write a name, as \"scale-1\"");
        if (byName.containsKey(name) || faulty.contains(name)) {
            section.fault("name", "another device has this name; choose a new one");
        }
        faulty.add(name);
        DeviceSection.read(section, name).ifPresent(device -> {
            faulty.remove(name);
            byName.put(name, device);
            if (device.wire() instanceof WireSpec.OnPty(var link) && link.isPresent() && !links.add(link.get())) {
                section.fault("link", "another device has this link; choose a new one");
            }
        });
    }

    List<DeviceSpec> all() {
        return List.copyOf(byName.values());
    }

    /** The device that a key names, if it is known and of one of the roles. */
    Optional<DeviceSpec> named(Section section, String key, Role... roles) {
        String name = section.requiredText(key, "write the name of a [[device]]");
        if (name.isEmpty() || faulty.contains(name)) {
            return Optional.empty();
        }
        List<DeviceSpec> fitting = byName.values().stream()
                .filter(device -> List.of(roles).contains(device.kind().role())).toList();
        Optional<DeviceSpec> named = fitting.stream().filter(device -> device.name().equals(name)).findFirst();
        if (named.isEmpty()) {
            section.fault(key, "write the name of a device that can do this, one of "
                    + fitting.stream().map(DeviceSpec::name).toList());
        }
        return named;
    }
}

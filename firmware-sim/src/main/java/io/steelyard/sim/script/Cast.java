package io.steelyard.sim.script;

import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.MtSicsScale;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.R200Reader;
import io.steelyard.sim.device.Rdm6300Reader;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.ToledoScale;
import io.steelyard.sim.device.YaohuaScale;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The devices of a script as models, and the acts of its events upon them. Pure; owned by the thread that steps them. */
public final class Cast {
    private final SequencedMap<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, Pan> pans = new HashMap<>();

    /** Builds each device of a script. */
    public static Cast of(Script script) {
        Cast cast = new Cast();
        script.devices().forEach(cast::add);
        return cast;
    }

    /** The device of that name, which the script has. */
    public Device device(String name) {
        Device device = devices.get(name);
        if (device == null) {
            throw new IllegalArgumentException("no device " + name);
        }
        return device;
    }

    /** Lets an event of the same script happen. */
    public void perform(EventSpec event, long nowNanos) {
        Device device = device(event.device());
        switch (event.act()) {
            case Act.Place(var kilograms) -> pan(device).place(nowNanos, kilograms);
            case Act.Clear() -> pan(device).clear(nowNanos);
            case Act.Present(String code) when device instanceof Rdm6300Reader reader -> reader.present(nowNanos, code);
            case Act.Present(String epc) when device instanceof R200Reader reader -> reader.present(nowNanos, epc);
            case Act.Withdraw() when device instanceof Rdm6300Reader reader -> reader.withdraw(nowNanos);
            case Act.Withdraw() when device instanceof R200Reader reader -> reader.withdraw(nowNanos);
            case Act.Scan(String text) when device instanceof QrScanner scanner -> scanner.scan(nowNanos, text);
            case Act.Present _,Act.Withdraw _,Act.Scan _ -> throw new IllegalArgumentException(
                    event.act() + " cannot be done to " + device.name());
        }
    }

    private Pan pan(Device scale) {
        Pan pan = pans.get(scale.name());
        if (pan == null) {
            throw new IllegalArgumentException("not a scale: " + scale.name());
        }
        return pan;
    }

    private void add(DeviceSpec spec) {
        LineRate rate = LineRate.eightN1(spec.baud());
        String name = spec.name();
        devices.put(name, switch (spec.kind()) {
            case YAOHUA_CONTINUOUS_0 -> new YaohuaScale(name, plate(spec), newPan(name));
            case MT_SICS -> new MtSicsScale(name, plate(spec), newPan(name), "SIM-" + name);
            case TOLEDO_CONTINUOUS -> new ToledoScale(name, plate(spec), newPan(name), spec.check());
            case RDM6300 -> new Rdm6300Reader(name, rate);
            case R200 -> new R200Reader(name, rate);
            case SCANNER -> new QrScanner(name, rate, spec.terminator());
        });
    }

    private Pan newPan(String name) {
        Pan pan = new Pan();
        pans.put(name, pan);
        return pan;
    }

    private static ScaleProfile plate(DeviceSpec spec) {
        return spec.profile()
                .orElseThrow(() -> new IllegalArgumentException("a scale without profile: " + spec.name()));
    }
}

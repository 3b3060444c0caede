package io.steelyard.sim.script;

import io.steelyard.sim.device.AndBalanceScale;
import io.steelyard.sim.device.AndIndicatorScale;
import io.steelyard.sim.device.CasScale;
import io.steelyard.sim.device.CasTenByteScale;
import io.steelyard.sim.device.CondecScale;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.DiniArgeoScale;
import io.steelyard.sim.device.Em18Reader;
import io.steelyard.sim.device.FdxbReader;
import io.steelyard.sim.device.FieldReader;
import io.steelyard.sim.device.Id12Reader;
import io.steelyard.sim.device.KernScale;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.MercuryReader;
import io.steelyard.sim.device.ModbusScale;
import io.steelyard.sim.device.ModbusSensor;
import io.steelyard.sim.device.MtSicsScale;
import io.steelyard.sim.device.NciScale;
import io.steelyard.sim.device.Ohaus3000Scale;
import io.steelyard.sim.device.OhausBalanceScale;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.Pn532Reader;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.R200Reader;
import io.steelyard.sim.device.RadwagScale;
import io.steelyard.sim.device.RcpReader;
import io.steelyard.sim.device.Rdm6300Reader;
import io.steelyard.sim.device.SartoriusScale;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.Sensor;
import io.steelyard.sim.device.SmaScale;
import io.steelyard.sim.device.Toledo8217Scale;
import io.steelyard.sim.device.ToledoScale;
import io.steelyard.sim.device.UhfReader18;
import io.steelyard.sim.device.UltrasonicSensor;
import io.steelyard.sim.device.Wl134Reader;
import io.steelyard.sim.device.YaohuaA12eScale;
import io.steelyard.sim.device.YaohuaCommandScale;
import io.steelyard.sim.device.YaohuaEqualsScale;
import io.steelyard.sim.device.YaohuaScale;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** One device of that kind as it is delivered; its name is the word of its kind. */
    public static Cast ofOne(Kind kind) {
        return of(new Script(List.of(DeviceSpec.usual(kind)), List.of()));
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
            case Act.Place(var kilograms) -> pan(device.name()).place(nowNanos, kilograms);
            case Act.Clear() -> pan(device.name()).clear(nowNanos);
            case Act.Present(String code) when device instanceof FieldReader reader -> reader.present(nowNanos, code);
            case Act.Withdraw() when device instanceof FieldReader reader -> reader.withdraw(nowNanos);
            case Act.Scan(String text) when device instanceof QrScanner scanner -> scanner.scan(nowNanos, text);
            case Act.Measure(int value) when device instanceof Sensor sensor -> sensor.surround(value);
            case Act.Present _,Act.Withdraw _,Act.Scan _,Act.Measure _ -> throw new IllegalArgumentException(
                    event.act() + " cannot be done to " + device.name());
        }
    }

    /** The platform of the scale of that name. */
    public Pan pan(String scale) {
        Pan pan = pans.get(scale);
        if (pan == null) {
            throw new IllegalArgumentException("not a scale: " + scale);
        }
        return pan;
    }

    private void add(DeviceSpec spec) {
        devices.put(spec.name(), model(spec));
    }

    private Device model(DeviceSpec spec) {
        String name = spec.name();
        LineRate rate = spec.kind().usualLine().at(spec.baud());
        return switch (spec.kind()) {
            case YAOHUA_CONTINUOUS_0 -> new YaohuaScale(name, plate(spec), newPan(name));
            case YAOHUA_EQUALS_FORWARD -> new YaohuaEqualsScale(name, plate(spec), newPan(name), false);
            case YAOHUA_EQUALS_REVERSED -> new YaohuaEqualsScale(name, plate(spec), newPan(name), true);
            case YAOHUA_A12E -> new YaohuaA12eScale(name, plate(spec), newPan(name));
            case YAOHUA_COMMAND -> new YaohuaCommandScale(name, plate(spec), newPan(name));
            case MT_SICS -> new MtSicsScale(name, plate(spec), newPan(name), "SIM-" + name);
            case KERN_KCP -> new KernScale(name, plate(spec), newPan(name), "SIM-" + name);
            case TOLEDO_CONTINUOUS -> new ToledoScale(name, plate(spec), newPan(name), spec.check());
            case AND_STANDARD -> new AndBalanceScale(name, plate(spec), newPan(name), spec.mode(), spec.terminator());
            case AND_INDICATOR ->
                new AndIndicatorScale(name, plate(spec), newPan(name), spec.mode(), spec.terminator());
            case CAS_22 -> new CasScale(name, plate(spec), newPan(name));
            case CAS_10 -> new CasTenByteScale(name, plate(spec), newPan(name));
            case DINI_ARGEO -> new DiniArgeoScale(name, plate(spec), newPan(name), spec.mode());
            case SMA -> new SmaScale(name, plate(spec), newPan(name));
            case NCI_ECR -> new NciScale(name, plate(spec), newPan(name));
            case TOLEDO_8217 -> new Toledo8217Scale(name, plate(spec), newPan(name));
            case SARTORIUS_SBI -> new SartoriusScale(name, plate(spec), newPan(name), spec.mode());
            case OHAUS_3000 -> new Ohaus3000Scale(name, plate(spec), newPan(name), spec.mode());
            case OHAUS_BALANCE -> new OhausBalanceScale(name, plate(spec), newPan(name), spec.mode());
            case RICE_LAKE_CONDEC -> new CondecScale(name, plate(spec), newPan(name));
            case RADWAG -> new RadwagScale(name, plate(spec), newPan(name), spec.mode());
            case MODBUS_RTU -> new ModbusScale(name, plate(spec), newPan(name));
            case RDM6300 -> new Rdm6300Reader(name, rate);
            case ID_12LA -> new Id12Reader(name, rate);
            case EM_18 -> new Em18Reader(name, rate);
            case WL_134 -> new Wl134Reader(name, rate);
            case FDX_B -> new FdxbReader(name, rate, spec.reader().sends());
            case PN532 -> new Pn532Reader(name, rate);
            case R200 -> new R200Reader(name, rate);
            case RCP -> new RcpReader(name, rate);
            case UHF_READER18 -> new UhfReader18(name, rate);
            case MERCURY -> new MercuryReader(name, rate);
            case SCANNER -> new QrScanner(name, rate, scannerSetup(spec));
            case A02YYUW -> new UltrasonicSensor(name, rate);
            case SEN0592 -> ModbusSensor.ultrasonic(name, rate);
            case XY_MD02 -> ModbusSensor.thermometer(name, rate);
        };
    }

    private Pan newPan(String name) {
        Pan pan = new Pan();
        pans.put(name, pan);
        return pan;
    }

    private static QrScanner.Setup scannerSetup(DeviceSpec spec) {
        ReaderSpec reader = spec.reader();
        return new QrScanner.Setup(reader.prefix(), reader.charset(), spec.terminator(), reader.packets());
    }

    private static ScaleProfile plate(DeviceSpec spec) {
        return spec.profile()
                .orElseThrow(() -> new IllegalArgumentException("a scale without profile: " + spec.name()));
    }
}

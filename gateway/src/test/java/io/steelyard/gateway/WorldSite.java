package io.steelyard.gateway;

import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.link.TcpAddress;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleSettings;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.tag.ScannerSettings;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.Rdm6300Reader;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.history.Placement;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.Kind;
import io.steelyard.sim.wire.DeviceLoop;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What stands outside on one site: bays with their scales and readers, the lines to them, and a clerk at each. */
final class WorldSite {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final double UNPLUG = 0.000_2;
    private static final double PLUG_AGAIN = 0.02;
    /** A stall of the line may hold a bag's last readings back this long. */
    private static final long STALL_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(600);
    private static final FaultRates LINE_FAULTS = new FaultRates(0.001, 0.001, 0.0005, 0.002, 0.1, STALL_NANOS_MAX);
    /** An answer of Modbus is ten times as long as other frames; so is the damage rarer, or nobody would weigh on such a line. */
    private static final FaultRates MODBUS_LINE_FAULTS = new FaultRates(0.000_1, 0.000_1, 0.000_05, 0.002, 0.1,
            STALL_NANOS_MAX);

    private final Fate fate;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final boolean goodLines;
    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private final Map<String, ModelPort> ports = new LinkedHashMap<>();
    private final Map<String, Clerk> clerks = new LinkedHashMap<>();
    private final List<GatewayConfig.Station> stations = new ArrayList<>();

    private WorldSite(Fate fate, VirtualTime time, SplittableRandom random, boolean goodLines) {
        this.fate = fate;
        this.time = time;
        this.random = random;
        this.goodLines = goodLines;
    }

    /** Two bays on bad lines; the second has a scale of this kind. */
    static WorldSite twoBays(Kind kind, Fate fate, VirtualTime time, SplittableRandom random) {
        var site = new WorldSite(fate, time, random, false);
        site.addBagBay();
        site.addCardBay(kind);
        return site;
    }

    /** One bay, of which the lines are perfect. */
    static WorldSite oneBay(Fate fate, VirtualTime time, SplittableRandom random) {
        var site = new WorldSite(fate, time, random, true);
        site.addBagBay();
        return site;
    }

    private void addBagBay() {
        var pan = new Pan();
        var yaohua = new YaohuaScale("bay-1-scale", ScaleProfile.BENCH_60_KG, pan);
        var scanner = new QrScanner("bay-1-reader", LineRate.eightN1(9600), QrScanner.CARRIAGE_RETURN);
        var bags = new GatewayConfig.Reader("bay-1-reader", TagDialect.SCANNER, attach(scanner),
                Optional.of(CodeKind.BAG),
                Pattern.compile("BAG-[0-9]{6}"), Optional.empty(), ScannerSettings.USUAL);
        addBay("bay-1", scale("bay-1-scale", ScaleDialect.YAOHUA_CONTINUOUS_0, yaohua), bags,
                rules(Set.of(CodeKind.BAG), Rules.Commit.AUTO),
                pan, (now, bag) -> scanner.scan(now, String.format("BAG-%06d", bag)));
    }

    private void addCardBay(Kind kind) {
        var cast = Cast.ofOne(kind);
        var scale = scale("bay-2-scale", ScaleDialect.named(kind.word()).orElseThrow(), cast.device(kind.word()));
        var cards = new Rdm6300Reader("bay-2-reader", Rdm6300Reader.LINE);
        var households = new GatewayConfig.Reader("bay-2-reader", TagDialect.RDM6300, attach(cards),
                Optional.of(CodeKind.HOUSEHOLD),
                Pattern.compile(".+"), Optional.empty(), ScannerSettings.USUAL);
        var commit = random.nextBoolean() ? Rules.Commit.AUTO : Rules.Commit.CONFIRM;
        addBay("bay-2", scale, households, rules(Set.of(), commit), cast.pan(kind.word()),
                (now, bag) -> cards.present(now, String.format("01%08X", bag)));
    }

    private GatewayConfig.Scale scale(String name, ScaleDialect dialect, Device device) {
        var protocol = dialect.protocol();
        long everyNanos = Math.max(POLL_NANOS, protocol.askEvery().toNanos());
        return new GatewayConfig.Scale(name, dialect, ScaleSettings.USUAL, attach(device), Optional.empty(),
                protocol.question().map(asked -> new Poll(asked.bytes(), everyNanos)));
    }

    private void addBay(String bay, GatewayConfig.Scale scale, GatewayConfig.Reader reader, Rules rules,
            Pan pan, Clerk.Reader presenting) {
        stations.add(new GatewayConfig.Station(bay, Materials.UNSORTED, rules, true, scale, List.of(reader)));
        clerks.put(bay, new Clerk(bay, pan, presenting, time, random.split()));
    }

    private LinkAddress attach(Device device) {
        var port = new ModelPort(fate);
        var address = new TcpAddress(device.name(), 1 + ports.size());
        ports.put(address.toString(), port);
        devices.attach(device, new FaultyWire(faults(device), random.split()), port);
        return address;
    }

    private FaultRates faults(Device device) {
        if (goodLines) {
            return FaultRates.NONE;
        }
        return device.name().equals(Kind.MODBUS_RTU.word()) ? MODBUS_LINE_FAULTS : LINE_FAULTS;
    }

    private static Rules rules(Set<CodeKind> needs, Rules.Commit commit) {
        return new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"), new BigDecimal("60.00"),
                5, TimeUnit.SECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(500), TimeUnit.SECONDS.toNanos(3),
                TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(60), TimeUnit.SECONDS.toNanos(30), needs,
                commit);
    }

    List<GatewayConfig.Station> stations() {
        return stations;
    }

    Link open(LinkAddress address, int readWaitMillis) throws IOException {
        var port = ports.get(address.toString());
        if (port == null) {
            throw new IOException("no port at " + address);
        }
        return port.open();
    }

    /** Plugs are pulled and put back as fate wills. */
    void step(boolean patient) {
        ports.values().forEach(this::mayUnplug);
        devices.step(time.monotonicNanos());
        clerks.values().forEach(clerk -> clerk.step(patient));
    }

    private void mayUnplug(ModelPort port) {
        if (port.plugged() ? fate.strikes(UNPLUG) : fate.strikes(PLUG_AGAIN)) {
            port.plug(!port.plugged());
        }
    }

    /** Everything is plugged in, and the clerks take their time until so many more bags are recorded. */
    void mend(int bags) {
        ports.values().stream().filter(port -> !port.plugged()).forEach(port -> port.plug(true));
        clerks.values().forEach(clerk -> clerk.bePatient(bags));
    }

    /** Every clerk saw all bags recorded. */
    boolean done() {
        return clerks.values().stream().allMatch(Clerk::done);
    }

    void show(View view) {
        Objects.requireNonNull(clerks.get(view.station())).see(view);
    }

    /** The gateway runs, and its kiosk can be touched. */
    void bright(Gateway running) {
        clerks.values().forEach(clerk -> clerk.touches(running));
    }

    /** What clerks confirmed and was answered as recorded. */
    List<Clerk.Confirmation> confirmations() {
        return clerks.values().stream().flatMap(clerk -> clerk.confirmations().stream()).toList();
    }

    /** The gateway is down, and so is every screen. */
    void dark() {
        clerks.values().forEach(Clerk::seeNothing);
    }

    List<Placement> placements() {
        return clerks.values().stream().flatMap(clerk -> clerk.placements().stream()).toList();
    }
}

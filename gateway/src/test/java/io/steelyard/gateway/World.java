package io.steelyard.gateway;

import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.Keep;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.link.TcpAddress;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleSettings;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.tag.ScannerSettings;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Outcome;
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
import io.steelyard.sim.history.Accepted;
import io.steelyard.sim.history.Evidence;
import io.steelyard.sim.history.Expectations;
import io.steelyard.sim.history.History;
import io.steelyard.sim.history.Placement;
import io.steelyard.sim.history.Verdict;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.SignedFact;
import io.steelyard.sim.platform.StandInPlatform;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.Kind;
import io.steelyard.sim.wire.DeviceLoop;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The whole gateway on one thread, in virtual time, from a seed: the real loops, rules and SQLite file against device models, a
 * modelled broker and platform, clerks, faults at every seam and a crash at any step. In the end the world turns good, and the
 * {@link History} judges all of it.
 */
final class World {
    private static final String GATEWAY = "world-0001";
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long BAD_TIMES_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long GOOD_TIMES_NANOS_MAX = TimeUnit.MINUTES.toNanos(30);
    /** While only the uplink is waited for, time may pass faster. */
    private static final long DRAIN_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long DOWN_NANOS_MAX = TimeUnit.SECONDS.toNanos(8);
    /** Every kind of scale has its worlds. */
    private static final List<Kind> SCALES = Arrays.stream(Kind.values())
            .filter(kind -> kind.role() == Kind.Role.SCALE).toList();
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int BAGS_IN_GOOD_TIMES = 2;
    private static final double CRASH_BETWEEN_STEPS = 0.000_3;
    private static final double UNPLUG = 0.000_2;
    private static final double PLUG_AGAIN = 0.02;
    private static final double LOOP_IS_LATE = 0.1;
    /** A stall of the line may hold a bag's last readings back this long. */
    private static final long STALL_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(600);
    private static final FaultRates LINE_FAULTS = new FaultRates(0.001, 0.001, 0.0005, 0.002, 0.1, STALL_NANOS_MAX);
    /** An answer of Modbus is ten times as long as other frames; so is the damage rarer, or nobody would weigh on such a line. */
    private static final FaultRates MODBUS_LINE_FAULTS = new FaultRates(0.000_1, 0.000_1, 0.000_05, 0.002, 0.1,
            STALL_NANOS_MAX);
    private static final long SLACK_MILLIS = 1_500;
    private static final KeyPair PLATFORM = KeyFiles.newPair();

    private final long seed;
    private final Path folder;
    private final SplittableRandom random;
    private final VirtualTime time = new VirtualTime();
    private final Fate fate;
    private final FaultyDisk disk;
    private final StandInPlatform platform;
    private final ModelBroker broker;
    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private final Map<String, ModelPort> ports = new LinkedHashMap<>();
    private final Map<String, Clerk> clerks = new LinkedHashMap<>();
    private final List<GatewayConfig.Station> stations = new ArrayList<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private final PublicKey gatewayKey;
    /** Of the second bay's scale. */
    private final Kind kind;

    // for one life of the gateway
    private @Nullable DataFolder lock;
    private @Nullable Gateway gateway;
    private List<Loop> loops = List.of();
    private long upAgainNanos;
    private int crashes;

    private World(long seed, Path folder, Path keys) throws IOException {
        this.seed = seed;
        this.folder = folder;
        this.random = new SplittableRandom(seed);
        this.kind = SCALES.get(random.nextInt(SCALES.size()));
        this.fate = new Fate(random.split());
        this.disk = new FaultyDisk(fate);
        for (var key : List.of("gateway.key", "gateway.pub", "token.key")) {
            Files.copy(keys.resolve(key), folder.resolve(key));
        }
        this.gatewayKey = KeyFiles.readPublic(folder.resolve("gateway.pub"));
        this.platform = new StandInPlatform(Map.of(KeyFiles.keyId(gatewayKey), gatewayKey), PLATFORM);
        this.broker = new ModelBroker(time, fate, platform, GATEWAY);
    }

    /**
     * What came of one world.
     *
     * @param verdict the judge's
     * @param crashes how often the gateway died
     */
    record Result(long seed, Verdict verdict, int crashes) implements BooleanSupplier {
        boolean holds() {
            return verdict.holds();
        }

        /** For whoever loaded this world anew and cannot name its types. */
        @Override
        public boolean getAsBoolean() {
            return holds();
        }
    }

    /**
     * Lives one world through.
     *
     * @param keys a folder with the gateway's keys; made once, because making keys is not what is tested
     */
    static Result live(long seed, Path folder, Path keys) throws IOException, SQLException, JournalException {
        var world = new World(seed, folder, keys);
        world.build();
        world.badTimes();
        world.goodTimes();
        return new Result(seed, world.judge(), world.crashes);
    }

    private void build() {
        var first = new Pan();
        var yaohua = new YaohuaScale("bay-1-scale", ScaleProfile.BENCH_60_KG, first);
        var scanner = new QrScanner("bay-1-reader", LineRate.eightN1(9600), QrScanner.CARRIAGE_RETURN);
        var bags = new GatewayConfig.Reader("bay-1-reader", TagDialect.SCANNER, attach(scanner), CodeKind.BAG,
                Pattern.compile("BAG-[0-9]{6}"), Optional.empty(), ScannerSettings.USUAL);
        addBay("bay-1", scale("bay-1-scale", ScaleDialect.YAOHUA_CONTINUOUS_0, yaohua), bags, Set.of(CodeKind.BAG),
                first,
                (now, bag) -> scanner.scan(now, String.format("BAG-%06d", bag)));

        var cast = Cast.ofOne(kind);
        var second = cast.pan(kind.word());
        var scale = scale("bay-2-scale", ScaleDialect.named(kind.word()).orElseThrow(), cast.device(kind.word()));
        var cards = new Rdm6300Reader("bay-2-reader", Rdm6300Reader.LINE);
        var households = new GatewayConfig.Reader("bay-2-reader", TagDialect.RDM6300, attach(cards), CodeKind.HOUSEHOLD,
                Pattern.compile(".+"), Optional.empty(), ScannerSettings.USUAL);
        addBay("bay-2", scale, households, Set.of(), second,
                (now, bag) -> cards.present(now, String.format("01%08X", bag)));
    }

    private GatewayConfig.Scale scale(String name, ScaleDialect dialect, Device device) {
        var protocol = dialect.protocol();
        long everyNanos = Math.max(POLL_NANOS, protocol.askEvery().toNanos());
        return new GatewayConfig.Scale(name, dialect, ScaleSettings.USUAL, attach(device), Optional.empty(),
                protocol.question().map(asked -> new Poll(asked.bytes(), everyNanos)));
    }

    private void addBay(String bay, GatewayConfig.Scale scale, GatewayConfig.Reader reader, Set<CodeKind> needs,
            Pan pan, Clerk.Reader presenting) {
        stations.add(new GatewayConfig.Station(bay, Materials.UNSORTED, rules(needs), scale, List.of(reader)));
        clerks.put(bay, new Clerk(bay, pan, presenting, time, random.split()));
    }

    private LinkAddress attach(Device device) {
        var port = new ModelPort(fate);
        var address = new TcpAddress(device.name(), 1 + ports.size());
        ports.put(address.toString(), port);
        devices.attach(device, new FaultyWire(
                device.name().equals(Kind.MODBUS_RTU.word()) ? MODBUS_LINE_FAULTS : LINE_FAULTS, random.split()), port);
        return address;
    }

    private static Rules rules(Set<CodeKind> needs) {
        return new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"), new BigDecimal("60.00"),
                5, TimeUnit.SECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(500), TimeUnit.SECONDS.toNanos(3),
                TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(60), TimeUnit.SECONDS.toNanos(30), needs);
    }

    private void badTimes() throws SQLException {
        while (time.monotonicNanos() < BAD_TIMES_NANOS) {
            ports.values().forEach(this::mayUnplug);
            step(STEP_NANOS, false);
        }
    }

    private void mayUnplug(ModelPort port) {
        if (port.plugged() ? fate.strikes(UNPLUG) : fate.strikes(PLUG_AGAIN)) {
            port.plug(!port.plugged());
        }
    }

    /** Everything works: some bags must be recorded, and everything must reach the platform. */
    private void goodTimes() throws SQLException {
        fate.calm();
        ports.values().stream().filter(port -> !port.plugged()).forEach(port -> port.plug(true));
        clerks.values().forEach(clerk -> clerk.bePatient(BAGS_IN_GOOD_TIMES));
        long until = time.monotonicNanos() + GOOD_TIMES_NANOS_MAX;
        while (time.monotonicNanos() < until && !clerks.values().stream().allMatch(Clerk::done)) {
            step(STEP_NANOS, true);
        }
        while (time.monotonicNanos() < until && !allAcknowledged()) {
            step(DRAIN_STEP_NANOS, true);
        }
    }

    private boolean allAcknowledged() {
        return gateway != null && gateway.journal().head() == gateway.journal().acknowledged();
    }

    private void step(long nanos, boolean patient) throws SQLException {
        time.advance(nanos);
        devices.step(time.monotonicNanos());
        clerks.values().forEach(clerk -> clerk.step(patient));
        broker.step();
        try {
            live();
        } catch (Fate.Crash crash) {
            die();
        }
    }

    private void live() throws SQLException {
        fate.mayCrash(CRASH_BETWEEN_STEPS);
        if (gateway == null) {
            start();
            return;
        }
        Collections.shuffle(loops, new Random(random.nextLong()));
        for (var loop : loops) {
            if (!fate.strikes(LOOP_IS_LATE)) {
                loop.step(time.monotonicNanos());
            }
        }
    }

    private void start() throws SQLException {
        if (time.monotonicNanos() < upAgainNanos) {
            return;
        }
        try {
            lock = DataFolder.lock(folder);
            gateway = Gateway.build(config(), lock, around());
            loops = new ArrayList<>(gateway.links());
            loops.add(gateway.journal());
            loops.add(gateway.uplink());
        } catch (JournalException failed) {
            die();
        }
    }

    private void die() throws SQLException {
        crashes++;
        gateway = null;
        loops = List.of();
        disk.processDied();
        broker.processDied();
        clerks.values().forEach(Clerk::seeNothing);
        if (lock != null) {
            lock.close();
            lock = null;
        }
        upAgainNanos = time.monotonicNanos() + random.nextLong(DOWN_NANOS_MAX);
    }

    private GatewayConfig config() {
        return new GatewayConfig(GATEWAY, "world", folder, 0, Keep.USUAL,
                new GatewayConfig.Uplink("tcp://model:1", PLATFORM.getPublic(), Duration.ofMinutes(20), 16,
                        Duration.ofSeconds(20)),
                Optional.of(new Tariff("world-1", 2, Map.of(Materials.UNSORTED, new BigDecimal("0.80")))), stations,
                PinPlan.NONE, "0".repeat(64));
    }

    private Surroundings around() {
        return new Surroundings(time, random.split(), disk, this::open, broker, this::show, new Unheard(), _ -> {});
    }

    private Link open(LinkAddress address) throws IOException {
        var port = ports.get(address.toString());
        if (port == null) {
            throw new IOException("no port at " + address);
        }
        return port.open();
    }

    /** The screen: what it calls recorded is accepted, and must hold from then on. */
    private void show(View view) {
        Objects.requireNonNull(clerks.get(view.station())).see(view);
        if (view.outcome() instanceof Outcome.Recorded recorded && gateway != null) {
            var fact = new Accepted(gateway.journal().id(), recorded.seq(), recorded.id());
            if (!accepted.contains(fact)) {
                accepted.add(fact);
            }
        }
    }

    private Verdict judge() throws JournalException {
        var journaled = new ArrayList<SignedFact>();
        try (var reader = new JournalReader(folder, DriverManager::getConnection)) {
            for (var fact : reader.after(0, Integer.MAX_VALUE)) {
                journaled.add(new SignedFact(fact.bytes(), fact.signature(), fact.keyId()));
            }
        }
        var placements = new ArrayList<Placement>();
        clerks.values().forEach(clerk -> placements.addAll(clerk.placements()));
        var evidence = new Evidence(accepted, journaled, platform.arrivals(), platform.stored(), placements,
                gatewayKey);
        var verdict = History.judge(evidence, new Expectations(true, false, SLACK_MILLIS));
        return clerks.values().stream().allMatch(Clerk::done)
                ? verdict
                : new Verdict(false, List.of("a bag was not recorded although everything worked, on a " + kind.word()),
                        0,
                        verdict.counts());
    }
}

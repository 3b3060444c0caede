package io.steelyard.gateway;

import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleSettings;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.tag.ScannerSettings;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.Rdm6300Reader;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.history.Placement;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.Kind;
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

/** Bays with their scales and readers, and a clerk at each. */
final class WorldBays implements WorldSite {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final VirtualTime time;
    private final SplittableRandom random;
    private final WorldLines lines;
    private final Map<String, Clerk> clerks = new LinkedHashMap<>();
    private final List<GatewayConfig.Station> stations = new ArrayList<>();

    private WorldBays(Fate fate, VirtualTime time, SplittableRandom random, boolean goodLines) {
        this.time = time;
        this.random = random;
        this.lines = new WorldLines(fate, time, random, goodLines);
    }

    /** Two bays on bad lines; the second has a scale of this kind. */
    static WorldBays twoBays(Kind kind, Fate fate, VirtualTime time, SplittableRandom random) {
        var site = new WorldBays(fate, time, random, false);
        site.addBagBay();
        site.addCardBay(kind);
        return site;
    }

    /** One bay, of which the lines are perfect. */
    static WorldBays oneBay(Fate fate, VirtualTime time, SplittableRandom random) {
        var site = new WorldBays(fate, time, random, true);
        site.addBagBay();
        return site;
    }

    private void addBagBay() {
        var pan = new Pan();
        var yaohua = new YaohuaScale("bay-1-scale", ScaleProfile.BENCH_60_KG, pan);
        var scanner = new QrScanner("bay-1-reader", LineRate.eightN1(9600), QrScanner.CARRIAGE_RETURN);
        var bags = new GatewayConfig.Reader("bay-1-reader", TagDialect.SCANNER, lines.attach(scanner),
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
        var households = new GatewayConfig.Reader("bay-2-reader", TagDialect.RDM6300, lines.attach(cards),
                Optional.of(CodeKind.HOUSEHOLD),
                Pattern.compile(".+"), Optional.empty(), ScannerSettings.USUAL);
        var commit = random.nextBoolean() ? Rules.Commit.AUTO : Rules.Commit.CONFIRM;
        addBay("bay-2", scale, households, rules(Set.of(), commit), cast.pan(kind.word()),
                (now, bag) -> cards.present(now, String.format("01%08X", bag)));
    }

    private GatewayConfig.Scale scale(String name, ScaleDialect dialect, Device device) {
        var protocol = dialect.protocol();
        long everyNanos = Math.max(POLL_NANOS, protocol.askEvery().toNanos());
        return new GatewayConfig.Scale(name, dialect, ScaleSettings.USUAL, lines.attach(device), Optional.empty(),
                protocol.question().map(asked -> new Poll(asked.bytes(), everyNanos)));
    }

    private void addBay(String bay, GatewayConfig.Scale scale, GatewayConfig.Reader reader, Rules rules,
            Pan pan, Clerk.Reader presenting) {
        stations.add(new GatewayConfig.Station(bay, Materials.UNSORTED, rules, true, scale, List.of(reader)));
        clerks.put(bay, new Clerk(bay, pan, presenting, time, random.split()));
    }

    private static Rules rules(Set<CodeKind> needs, Rules.Commit commit) {
        return new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"), new BigDecimal("60.00"),
                5, TimeUnit.SECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(500), TimeUnit.SECONDS.toNanos(3),
                TimeUnit.SECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(60), TimeUnit.SECONDS.toNanos(30), needs,
                commit);
    }

    @Override
    public List<GatewayConfig.Station> stations() {
        return stations;
    }

    @Override
    public ModelPort port(int number) {
        return lines.port(number);
    }

    @Override
    public Link open(LinkAddress address) throws IOException {
        return lines.open(address);
    }

    @Override
    public void step(boolean patient) {
        lines.step();
        clerks.values().forEach(clerk -> clerk.step(patient));
    }

    /** Everything is plugged in, and the clerks take their time until so many more bags are recorded. */
    @Override
    public void mend(int bags) {
        lines.mend();
        clerks.values().forEach(clerk -> clerk.bePatient(bags));
    }

    /** Every clerk saw all bags recorded. */
    @Override
    public boolean done() {
        return clerks.values().stream().allMatch(Clerk::done);
    }

    @Override
    public void show(View view) {
        Objects.requireNonNull(clerks.get(view.station())).see(view);
    }

    @Override
    public void bright(Gateway running) {
        clerks.values().forEach(clerk -> clerk.touches(running));
    }

    @Override
    public List<Clerk.Confirmation> confirmations() {
        return clerks.values().stream().flatMap(clerk -> clerk.confirmations().stream()).toList();
    }

    @Override
    public void dark() {
        clerks.values().forEach(Clerk::seeNothing);
    }

    @Override
    public List<Placement> placements() {
        return clerks.values().stream().flatMap(clerk -> clerk.placements().stream()).toList();
    }
}

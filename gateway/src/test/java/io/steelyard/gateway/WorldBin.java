package io.steelyard.gateway;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.bin.OpenHours;
import io.steelyard.gateway.cards.CardRules;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.deposit.BinRules;
import io.steelyard.gateway.deposit.Outcome;
import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.link.Poll;
import io.steelyard.gateway.pin.BoardPlan;
import io.steelyard.gateway.pin.GpioChip;
import io.steelyard.gateway.pin.Pin;
import io.steelyard.gateway.pin.PinPlan;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleSettings;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.sensor.SensorDialect;
import io.steelyard.gateway.sensor.SensorSettings;
import io.steelyard.gateway.tag.ScannerSettings;
import io.steelyard.gateway.tag.TagDialect;
import io.steelyard.gateway.uplink.Message;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import io.steelyard.sim.bin.Bin;
import io.steelyard.sim.bin.CardReader;
import io.steelyard.sim.bin.Cards;
import io.steelyard.sim.bin.Conduct;
import io.steelyard.sim.bin.Fitting;
import io.steelyard.sim.bin.Visitor;
import io.steelyard.sim.bin.Wires;
import io.steelyard.sim.device.IoModule;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.ModbusSensor;
import io.steelyard.sim.device.Rdm6300Reader;
import io.steelyard.sim.device.Sensor;
import io.steelyard.sim.device.UltrasonicSensor;
import io.steelyard.sim.history.CompartmentStory;
import io.steelyard.sim.platform.CardsDocument;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A bin on bad lines, and whoever comes to it: a compartment a scale, a sensor for how full the first of them is, a thermometer.
 */
final class WorldBin implements WorldSite {
    private static final String BIN = "bin-1";
    private static final BigDecimal DIVISION = new BigDecimal("0.01");
    private static final BigDecimal LEAST = new BigDecimal("0.10");
    /** Less than a scale bears, so that it weighs what is too heavy. */
    private static final BigDecimal MOST = new BigDecimal("42.00");
    /** So short that a line that was lost a moment ago may outlast it. */
    private static final long BEFORE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(1_500);
    /** A platform still swings when its frames agree. */
    private static final BigDecimal NOISE = new BigDecimal("0.01");
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long UNLOCKED_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final int SMOKE = 4;
    private static final int TILT = 5;
    private static final int ENCLOSURE = 6;
    private static final int BUZZER = 2;
    private static final int EMPTY_MILLIMETRES = 900;
    private static final int FULL_MILLIMETRES = 200;
    /** More than is in it when the crew is called: or nobody would come for a bin that takes nothing. */
    static final int FULL_PERCENT = 72;
    private static final int HOT_CELSIUS = 70;
    private static final int TENTHS = 10;
    private static final long BRIGHT = Long.MAX_VALUE;
    /** A line and a board need so long to hear that a lock is to rest. */
    private static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final List<String> RESIDENTS = List.of("0100000001", "0100000002", "0100000003");
    private static final String CREW = "0100000010";
    private static final String DENIED = "0100000020";
    private static final String STRANGER = "0100000030";

    private final VirtualTime time;
    private final WorldLines lines;
    private final Message desired;
    private final boolean quarantines;
    private final Bin bin;
    private final Visitor visitor;
    private final GatewayConfig.Reader reader;
    private final LinkAddress board;
    private final IoModule module = new IoModule("io", 1, LineRate.eightN1(9600));
    private final Sensor level = new UltrasonicSensor("part-1-level", LineRate.eightN1(9600));
    private final Sensor warmth = ModbusSensor.thermometer("warmth", LineRate.eightN1(9600));
    private final GatewayConfig.Fill fill;
    private final GatewayConfig.Temperature temperature;
    private final Map<String, GatewayConfig.Scale> scales = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    /** Since when there is no gateway. */
    private long darkNanos = BRIGHT;
    private Optional<BinView> seen = Optional.empty();
    private int credited;
    private boolean heaped;
    private int wanted = Integer.MAX_VALUE;

    /** A bin of two compartments, to which people of every kind come. */
    static WorldBin busy(Kind scale, KeyPair platform, Fate fate, VirtualTime time, SplittableRandom random) {
        return new WorldBin(List.of(Kind.YAOHUA_CONTINUOUS_0, scale), false, platform, fate, time, random);
    }

    /** A bin of one compartment on perfect lines: a resident deposits something, then the crew empties it. */
    static WorldBin quiet(KeyPair platform, Fate fate, VirtualTime time, SplittableRandom random) {
        var bin = new WorldBin(List.of(Kind.YAOHUA_CONTINUOUS_0), true, platform, fate, time, random);
        bin.visitor.await(List.of(Conduct.DEPOSITS, Conduct.EMPTIES));
        return bin;
    }

    /** @param kinds of the scales, one a compartment */
    private WorldBin(List<Kind> kinds, boolean good, KeyPair platform, Fate fate, VirtualTime time,
            SplittableRandom random) {
        this.time = time;
        this.lines = new WorldLines(fate, time, random, good);
        this.desired = desired(platform);
        this.quarantines = random.nextBoolean();
        this.board = lines.attach(module);
        this.bin = new Bin(BIN, new Wires() {
            @Override
            public boolean output(int channel) {
                return module.output(channel);
            }

            @Override
            public void input(int channel, boolean active) {
                module.input(channel, active);
            }
        }, new Bin.Detectors(SMOKE, TILT, ENCLOSURE), time::millis);
        for (int number = 0; number < kinds.size(); number++) {
            fit(number, kinds.get(number));
        }
        this.fill = new GatewayConfig.Fill(sensor(SensorDialect.A02YYUW, level), EMPTY_MILLIMETRES, FULL_MILLIMETRES);
        this.temperature = new GatewayConfig.Temperature(sensor(SensorDialect.XY_MD02, warmth), HOT_CELSIUS);
        var cards = new CardReader(new Rdm6300Reader("cards", Rdm6300Reader.LINE));
        this.reader = new GatewayConfig.Reader("cards", TagDialect.RDM6300, lines.attach(cards),
                Optional.of(CodeKind.HOUSEHOLD), Pattern.compile(".+"), Optional.empty(), ScannerSettings.USUAL);
        this.visitor = new Visitor(bin, new Cards(RESIDENTS, CREW, DENIED, STRANGER, cards),
                new Visitor.Pace(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(6), TimeUnit.SECONDS.toNanos(15),
                        TimeUnit.SECONDS.toNanos(4)),
                random.split());
        visitor.begin(time.monotonicNanos());
    }

    private void fit(int number, Kind kind) {
        var name = name(number);
        var cast = Cast.ofOne(kind);
        bin.fit(new Fitting(name, DIVISION, LEAST, NOISE, number, number, 2 + number), cast.pan(kind.word()));
        var dialect = ScaleDialect.named(kind.word()).orElseThrow();
        var protocol = dialect.protocol();
        long everyNanos = Math.max(POLL_NANOS, protocol.askEvery().toNanos());
        scales.put(name, new GatewayConfig.Scale(name + "-scale", dialect, ScaleSettings.USUAL,
                lines.attach(cast.device(kind.word())), Optional.empty(),
                protocol.question().map(asked -> new Poll(asked.bytes(), everyNanos))));
    }

    private GatewayConfig.Sensor sensor(SensorDialect dialect, Sensor model) {
        return new GatewayConfig.Sensor(model.name(), dialect, SensorSettings.USUAL, lines.attach(model),
                dialect.protocol().question().map(asked -> new Poll(asked.bytes(),
                        dialect.protocol().askEvery().toNanos())));
    }

    private static String name(int number) {
        return "part-" + (number + 1);
    }

    private static Message desired(KeyPair platform) {
        var list = CardsDocument.of(
                new CardsDocument.Edition(World.GATEWAY, "world-1", 1,
                        "the salt of this world".getBytes(StandardCharsets.US_ASCII)),
                RESIDENTS, List.of(DENIED), List.of(CREW), platform);
        return new Message("steelyard/v1/" + ModelBroker.CITY + "/" + World.GATEWAY + "/desired/cards", list.payload(),
                Map.of("signature", Base64.getEncoder().encodeToString(list.signature())), true);
    }

    @Override
    public Optional<Message> desired() {
        return Optional.of(desired);
    }

    @Override
    public Optional<GatewayConfig.Bin> bin() {
        var parts = new LinkedHashMap<String, BinRules.Part>();
        var compartments = new ArrayList<GatewayConfig.Compartment>();
        scales.forEach((name, scale) -> {
            parts.put(name, new BinRules.Part("0101", weighing(), Optional.empty(), FULL_PERCENT));
            compartments.add(new GatewayConfig.Compartment(name, scale,
                    name.equals(name(0)) ? Optional.of(fill) : Optional.empty()));
        });
        var rules = new BinRules(parts, TimeUnit.SECONDS.toNanos(10), BEFORE_NANOS_MAX, TimeUnit.SECONDS.toNanos(8),
                TimeUnit.SECONDS.toNanos(10), TimeUnit.MILLISECONDS.toNanos(500),
                TimeUnit.SECONDS.toNanos(4), TimeUnit.MINUTES.toNanos(2), TimeUnit.SECONDS.toNanos(5));
        var cards = new CardRules(quarantines ? CardRules.Unknown.QUARANTINE : CardRules.Unknown.REFUSE,
                Duration.ofHours(72));
        return Optional.of(new GatewayConfig.Bin(BIN, rules, cards, OpenHours.ALWAYS, Duration.ofSeconds(3),
                Optional.empty(), compartments, List.of(reader), List.of(temperature)));
    }

    private static Rules weighing() {
        return new Rules(WeightUnit.KILOGRAM, DIVISION, LEAST, MOST, 5, TimeUnit.SECONDS.toNanos(1),
                TimeUnit.MILLISECONDS.toNanos(500), TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(10), 0, 0,
                Set.of());
    }

    @Override
    public PinPlan pins() {
        var pins = new ArrayList<Pin>();
        for (int number = 0; number < scales.size(); number++) {
            var name = name(number);
            pins.add(new Pin.Lock(name + "-lock", number, true, name, UNLOCKED_NANOS));
            pins.add(new Pin.Input(name + "-lid", number, true, name, Pin.Senses.LID));
            pins.add(new Pin.Input(name + "-button", 2 + number, true, name, Pin.Senses.BUTTON));
        }
        pins.add(new Pin.Input("smoke", SMOKE, true, "", Pin.Senses.SMOKE));
        pins.add(new Pin.Input("tilt", TILT, true, "", Pin.Senses.TILT));
        pins.add(new Pin.Input("enclosure", ENCLOSURE, true, "", Pin.Senses.ENCLOSURE));
        pins.add(new Pin.Buzzer("buzzer", BUZZER, true, BIN));
        return new PinPlan(GpioChip.BOARD, Optional.of(new BoardPlan(board, 1)), pins);
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
        visitor.step(time.monotonicNanos());
        bin.step(time.monotonicNanos());
        level.surround(heaped ? FULL_MILLIMETRES : bin.distanceMillimetres(bin.compartments().getFirst()));
        warmth.surround((int) (bin.celsius() * TENTHS));
        lines.step();
        for (int lock = 0; lock < scales.size(); lock++) {
            watch(lock);
        }
    }

    /** A gateway that is gone leaves no lock energised. */
    private void watch(int lock) {
        if (darkNanos != BRIGHT && module.output(lock)
                && time.monotonicNanos() - darkNanos > UNLOCKED_NANOS + TOLERANCE_NANOS) {
            findings.add("the lock of " + name(lock) + " is energised although there is no gateway");
            darkNanos = BRIGHT; // once is enough
        }
    }

    @Override
    public List<String> findings() {
        return List.copyOf(findings);
    }

    @Override
    public void mend(int sessions) {
        lines.mend();
        visitor.behave();
        visitor.openTime();
        wanted = credited + sessions;
    }

    @Override
    public boolean done() {
        return credited >= wanted && visitor.away();
    }

    @Override
    public void show(BinView view) {
        var before = seen.flatMap(BinView::ended);
        if (!view.ended().equals(before)
                && view.ended().filter(ended -> ended.outcome() == Outcome.CREDITED).isPresent()) {
            credited++;
            if (credited >= wanted) {
                visitor.closeTime();
            }
        }
        seen = Optional.of(view);
    }

    @Override
    public String seen() {
        return credited + " of " + wanted + " credited, " + (visitor.away() ? "nobody" : "somebody") + " there, "
                + seen;
    }

    @Override
    public void bright(Gateway running) {
        darkNanos = BRIGHT;
    }

    @Override
    public void dark() {
        darkNanos = time.monotonicNanos();
        seen = Optional.empty();
    }

    /** Something goes wrong with the whole bin, and stays so. */
    void begins(Bin.Hazard hazard) {
        bin.begins(hazard);
    }

    /** Before the first compartment's sensor something stands up to the brim from now on, whatever it weighs. */
    void heapsUp() {
        heaped = true;
    }

    /** Nobody comes any more. */
    void closeTime() {
        visitor.closeTime();
    }

    @Override
    public List<CompartmentStory> compartments() {
        return bin.stories();
    }
}

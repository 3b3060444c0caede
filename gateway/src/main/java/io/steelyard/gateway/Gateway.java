package io.steelyard.gateway;

import io.steelyard.gateway.bin.CompartmentScale;
import io.steelyard.gateway.bin.FillGauge;
import io.steelyard.gateway.bin.HeatDetector;
import io.steelyard.gateway.bin.SmartBin;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.FactSigner;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalLoop;
import io.steelyard.gateway.journal.Trouble;
import io.steelyard.gateway.kiosk.Bench;
import io.steelyard.gateway.kiosk.Desk;
import io.steelyard.gateway.kiosk.Kiosk;
import io.steelyard.gateway.kiosk.OpsRoutes;
import io.steelyard.gateway.kiosk.Site;
import io.steelyard.gateway.kiosk.StandingWatch;
import io.steelyard.gateway.ledger.Ledger;
import io.steelyard.gateway.link.LinkLoop;
import io.steelyard.gateway.ops.Backlog;
import io.steelyard.gateway.ops.CommitWatch;
import io.steelyard.gateway.ops.Health;
import io.steelyard.gateway.ops.Metrics;
import io.steelyard.gateway.ops.PinWatch;
import io.steelyard.gateway.ops.UplinkMark;
import io.steelyard.gateway.pin.Panel;
import io.steelyard.gateway.pin.PinListener;
import io.steelyard.gateway.pin.PinLoop;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.CalendarFloor;
import io.steelyard.gateway.run.FlooredTime;
import io.steelyard.gateway.run.Stepped;
import io.steelyard.gateway.station.Bookings;
import io.steelyard.gateway.station.Commits.Completion;
import io.steelyard.gateway.station.Draft;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactType;
import io.steelyard.gateway.station.Station;
import io.steelyard.gateway.station.StationPlan;
import io.steelyard.gateway.station.TagChannel;
import io.steelyard.gateway.station.Tokens;
import io.steelyard.gateway.uplink.DesiredDocuments;
import io.steelyard.gateway.uplink.Topics;
import io.steelyard.gateway.uplink.UplinkLoop;
import io.steelyard.gateway.uplink.UplinkPlan;
import io.steelyard.gateway.weighing.Event;
import io.steelyard.gateway.weighing.Sentence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The composition root, the only class that knows everyone: builds the loops of one gateway. {@link Daemon} runs them. */
final class Gateway {
    /** Name and version, in every fact and status. */
    static final String SOFTWARE = "steelyard "
            + Optional.ofNullable(Gateway.class.getPackage().getImplementationVersion()).orElse("unpackaged");

    private static final long RECONNECT_FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A whole city coming back after an outage must not drown the centre: spread over minutes. */
    private static final long RECONNECT_LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);
    /** A broker that leaves a message unanswered this long has lost it. */
    private static final long TAKEN_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    /** From one look at the calendar to the next: it asks the kernel several times, and what it finds is told once a minute. */
    private static final long CALENDAR_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * From the journal's end, so many facts are read at a start before a scale is: more than a day's, and enough for every record that
     * a ledger keeps where each has a second fact beside it. Twice as many took longer than all the rest of a start.
     */
    private static final int LEDGER_FACTS_MAX = 2 * Ledger.ENTRIES_MAX;
    private static final int LEDGER_FACTS_AT_ONCE = 500;

    private final GatewayConfig config;
    private final Surroundings around;
    private final FlooredTime time;
    private final JournalLoop journal;
    private final ClockFacts clocks;
    private final UplinkLoop uplink;
    private final UplinkMark uplinkMark;
    private final Health health;
    private final Backlog backlog;
    private final Metrics metrics;
    private final Ledger ledger;
    private final Bookings bookings;
    private final List<StationPlan> plans;
    private final CheckWatch checks;
    private final List<Station> stations = new ArrayList<>();
    private final List<SmartBin> bins = new ArrayList<>();
    private final Optional<PinLoop> pins;
    private final Optional<Panel> panel;
    private final Optional<BinParts> bin;
    private final PinWatch inputs;
    private final Optional<Kiosk> kiosk;
    private final DeviceLinks links;
    /** Of the watchdog's thread. */
    private long calendarDueNanos = Long.MIN_VALUE;

    private Gateway(GatewayConfig config, Surroundings around, FlooredTime time, DataFolder.Opened opened,
            Tokens tokens) {
        this.config = config;
        this.around = around;
        this.time = time;
        this.journal = new JournalLoop(opened.journal(), config.reserveBytes(), around.time(), around.complaints());
        this.ledger = new Ledger(around.zone());
        this.plans = config.stations().stream().map(station -> plan(station, config.catalog().tariff(), tokens))
                .toList();
        this.bookings = new Bookings(ledger, plans, config.catalog().tariff(), tokens, journal);
        this.clocks = new ClockFacts(time, journal);
        this.uplinkMark = new UplinkMark(config.uplink().brokerAcknowledges(), time);
        this.checks = new CheckWatch(config.data(), config.stations().stream()
                .collect(Collectors.toMap(GatewayConfig.Station::name, station -> station.scale().name())), time,
                around.complaints());
        this.bin = config.bin().map(settings -> new BinParts(config, settings, around, journal));
        journal.keep(config.keep(), () -> bin.map(parts -> parts.books().kept()).orElse(Long.MAX_VALUE));
        this.inputs = new PinWatch(
                bin.<PinListener>map(BinParts::inputs).orElseGet(() -> new PinNews(around.complaints())));
        this.health = new Health(journal, uplinkMark, checks, time,
                config.stations().size() + (config.bin().isPresent() ? 1 : 0));
        health.pins(inputs);
        this.backlog = new Backlog(journal, journal.reader(around.connections()), time);
        this.metrics = buildMetrics();
        this.uplink = buildUplink();
        this.kiosk = config.kiosk().listen().isPresent() ? Optional.of(buildKiosk(tokens)) : Optional.empty();
        this.links = new DeviceLinks(around, journal, kiosk);
        this.pins = config.pins().needsHeader() ? Optional.of(buildPins()) : Optional.empty();
        this.panel = config.pins().board().map(plan -> links.board(plan, config.pins().pins(), inputs))
                .or(() -> pins.map(PinLoop::panel));
        journal.tells(fact -> remember(fact.bytes()));
        journal.afterCommit(() -> {
            uplink.wake();
            keepFloor();
            bin.ifPresent(parts -> parts.books().keep());
            kiosk.ifPresent(Kiosk::recorded);
        });
    }

    /** Opens the journal of a locked data folder and builds every loop; starts nothing. */
    static Gateway build(GatewayConfig config, DataFolder folder, Surroundings outside) throws JournalException {
        var time = FlooredTime.open(outside.time(), new CalendarFloor(config.data(), outside.built()));
        var around = outside.under(time);
        FactSigner signer = folder.signer();
        var tokens = new Tokens(folder.tokenKey());
        var opened = folder.open(config.id(), SOFTWARE, signer, time, around.random(), around.connections());
        var gateway = new Gateway(config, around, time, opened, tokens);
        gateway.journal.salvage(config.id(), signer.publicKey());
        gateway.noteStart(opened.quarantined());
        gateway.fillLedger();
        for (int number = 0; number < config.stations().size(); number++) {
            gateway.addStation(config.stations().get(number), gateway.plans.get(number));
        }
        gateway.bin.ifPresent(parts -> gateway.addBin(parts, tokens));
        gateway.health.links(gateway.links.watches());
        return gateway;
    }

    private Metrics buildMetrics() {
        var commits = new CommitWatch();
        journal.hears(commits);
        return new Metrics(new Metrics.Who(config.id(), SOFTWARE), health, backlog, journal, commits, uplinkMark,
                bookings::duplicates, around.machine(), time);
    }

    private UplinkLoop buildUplink() {
        var settings = config.uplink();
        var plan = new UplinkPlan(new Topics(config.city(), config.id()), SOFTWARE, settings.platformKey(),
                settings.brokerAcknowledges(), settings.window(), TAKEN_NANOS_MAX,
                settings.acknowledgeWithin().toNanos(),
                bin.<DesiredDocuments>map(BinParts::cards).orElse(DesiredDocuments.NONE));
        return new UplinkLoop(plan, around.broker(), journal, journal.reader(around.connections()),
                new Backoff(RECONNECT_FIRST_NANOS, RECONNECT_LONGEST_NANOS, around.random()), around.time(),
                new UplinkNews(around.uplinkListener(), uplinkMark), health::brief);
    }

    /** How the stations stand and which scale is to be checked, in one sentence. Any thread. */
    String standing() {
        return health.sentence();
    }

    private Kiosk buildKiosk(Tokens tokens) {
        var points = config.stations().stream()
                .map(station -> new Site.Point(station.name(), station.rules(), station.material(),
                        station.manual()))
                .toList();
        var watch = new StandingWatch(journal, backlog, uplinkMark, health);
        var site = new Site(config.id(), config.city(), SOFTWARE, points, devices(), config.catalog(),
                config.bin().map(Gateway::place));
        return new Kiosk(config.kiosk(), site,
                new Desk(ledger, bookings, this::station, tokens, around.zone(), bin.map(_ -> this::choose)),
                new Bench(around.doctor(), journal, checks::passed), watch, new OpsRoutes(health, metrics),
                DeviceLinks.reopening(around),
                around.time(),
                around.complaints());
    }

    private static Site.BinPlace place(GatewayConfig.Bin bin) {
        return new Site.BinPlace(bin.name(), bin.compartments().stream().map(compartment -> new Site.Compartment(
                compartment.name(), bin.rules().part(compartment.name()).material())).toList(), bin.next());
    }

    private Optional<Sentence> choose(String compartment, long atNanos) {
        return bins.getFirst().choose(compartment, atNanos);
    }

    private List<Site.Device> devices() {
        var devices = new ArrayList<Site.Device>();
        for (var station : config.stations()) {
            var scale = station.scale();
            devices.add(new Site.Device(scale.name(), station.name(), "scale", scale.dialect().wireName(),
                    scale.link().toString()));
            station.readers().forEach(reader -> devices.add(new Site.Device(reader.name(), station.name(), "reader",
                    reader.dialect().wireName(), reader.link().toString())));
        }
        config.bin().ifPresent(one -> {
            one.compartments().forEach(compartment -> {
                var scale = compartment.scale();
                devices.add(new Site.Device(scale.name(), compartment.name(), "scale", scale.dialect().wireName(),
                        scale.link().toString()));
            });
            one.readers().forEach(reader -> devices.add(new Site.Device(reader.name(), one.name(), "reader",
                    reader.dialect().wireName(), reader.link().toString())));
        });
        return devices;
    }

    private Optional<Station> station(String name) {
        var names = config.stations().stream().map(GatewayConfig.Station::name).toList();
        return Optional.of(names.indexOf(name)).filter(number -> number >= 0).map(stations::get);
    }

    private PinLoop buildPins() {
        return new PinLoop(config.pins(), inputs, DeviceLinks.reopening(around), around.time());
    }

    /** What every start leaves in the journal: the clocks, the configuration and documents in force, a damaged predecessor. */
    private void noteStart(Optional<DataFolder.Quarantined> quarantined) {
        clocks.look(time.monotonicNanos());
        note(FactType.CONFIG,
                FactData.text("document", "gateway").and(FactData.text("sha256", config.hash())));
        config.catalog().documents().forEach(document -> note(FactType.CONFIG,
                FactData.text("document", document.name()).and(FactData.text("version", document.version()))
                        .and(FactData.text("sha256", document.sha256()))));
        quarantined.ifPresent(found -> {
            around.complaints().accept(found.reason() + "; it is kept as " + found.aside()
                    + " and a new one is begun; what reads of it is rescued");
            journal.offer(quarantined(found, around.time().monotonicNanos()), Completion.IGNORED);
        });
    }

    /** What the journal that is begun anew says of the one before it. */
    static Draft quarantined(DataFolder.Quarantined found, long atNanos) {
        return new Draft(FactType.DEVICE, atNanos, FactData.text("device", "journal")
                .and(FactData.text("event", "quarantined"))
                .and(FactData.text("file", String.valueOf(found.aside().getFileName()))));
    }

    private void note(FactType type, FactData data) {
        journal.offer(new Draft(type, around.time().monotonicNanos(), data), Completion.IGNORED);
    }

    private static StationPlan plan(GatewayConfig.Station settings, Optional<Tariff> tariff, Tokens tokens) {
        var scale = settings.scale();
        return new StationPlan(settings.name(),
                new StationPlan.ScaleIdentity(scale.name(), scale.dialect().wireName(), scale.serial()),
                settings.rules(), settings.material(), tariff, tokens, settings.manual());
    }

    /**
     * The newest records, from the journal's end. What does not read is the journal's trouble: weighing begins all the same. A bin
     * does not: it must know in the middle of what it ended; only a damaged journal will never tell, and is condemned anyway.
     */
    private void fillLedger() throws JournalException {
        try (var reader = journal.reader(around.connections())) {
            long unknown = bin.map(parts -> parts.ledger().through()).orElse(Long.MAX_VALUE);
            long after = Math.max(reader.pruned().through(), Math.min(unknown, journal.head() - LEDGER_FACTS_MAX));
            for (var facts = reader.after(after, LEDGER_FACTS_AT_ONCE); !facts.isEmpty(); facts = reader.after(after,
                    LEDGER_FACTS_AT_ONCE)) {
                facts.forEach(fact -> remember(fact.bytes()));
                after = facts.getLast().seq();
            }
        } catch (JournalException failed) {
            if (bin.isPresent() && failed.trouble() != Trouble.DAMAGED) {
                throw failed;
            }
            ledger.missing();
            around.complaints().accept("the list of today's records begins now: " + failed.getMessage());
        }
    }

    private void remember(byte[] fact) {
        ledger.add(fact);
        bin.ifPresent(parts -> parts.ledger().add(fact));
    }

    private void addBin(BinParts parts, Tokens tokens) {
        var running = parts.begin(config.catalog().tariff(), tokens, panel, view -> {
            health.show(view);
            around.bins().show(view);
            panel.ifPresent(outputs -> outputs.show(view));
            kiosk.ifPresent(pages -> pages.show(view));
        });
        bins.add(running);
        metrics.bin(running.name(), running.tally());
        for (var compartment : parts.settings().compartments()) {
            links.scale(parts.settings().name(), compartment.scale(),
                    new CompartmentScale(running, compartment.name()));
            compartment.fill()
                    .ifPresent(fill -> links.sensor(parts.settings().name(), fill.sensor(), new FillGauge(running,
                            compartment.name(), fill.emptyMillimetres(), fill.fullMillimetres())));
        }
        parts.settings().temperatures().forEach(one -> links.sensor(parts.settings().name(), one.sensor(),
                new HeatDetector(running, one.sensor().name(), one.limitCelsius())));
        parts.settings().readers().forEach(reader -> links.reader(parts.settings().name(), reader, running::card));
    }

    private void addStation(GatewayConfig.Station settings, StationPlan plan) {
        var station = new Station(plan, journal, view -> {
            health.show(view);
            around.display().show(view);
            panel.ifPresent(outputs -> outputs.show(view));
            kiosk.ifPresent(pages -> pages.show(view));
        }, around.time().monotonicNanos());
        stations.add(station);
        links.scale(settings.name(), settings.scale(), station::on);
        for (var reader : settings.readers()) {
            links.reader(settings.name(), reader, reader.reads().map(kind -> TagChannel.to(station, kind))
                    .orElse((atNanos, code) -> kiosk.ifPresent(pages -> pages.badge(settings.name(), code, atNanos))));
        }
    }

    JournalLoop journal() {
        return journal;
    }

    UplinkLoop uplink() {
        return uplink;
    }

    /** The loop of the lamps, buzzers, locks and inputs on the header, where the configuration has any there. */
    Optional<PinLoop> pins() {
        return pins;
    }

    /** The web server and its loop, where the configuration has one. */
    Optional<Kiosk> kiosk() {
        return kiosk;
    }

    /** Sets the loops' threads, so that health tells of one that makes no progress. */
    void runs(List<? extends Stepped> loops) {
        health.loops(loops);
    }

    /** How everything stands. */
    Health health() {
        return health;
    }

    /** The same in numbers. */
    Metrics metrics() {
        return metrics;
    }

    /** The newest records as they count now. */
    Ledger ledger() {
        return ledger;
    }

    /** What operators have written. */
    Bookings bookings() {
        return bookings;
    }

    /** The weighing points, in the order of the configuration. */
    List<Station> stations() {
        return stations;
    }

    /** One loop per device. */
    List<LinkLoop> links() {
        return links.loops();
    }

    /** A floor that cannot be written only rises later. */
    private void keepFloor() {
        try {
            time.keep();
        } catch (IOException failed) {
            around.complaints().accept("write the calendar's floor in " + config.data() + ": " + failed.getMessage()
                    + "; after a restart an older date will be believed; check the data folder");
        }
    }

    /**
     * Time passes for every station, also for one whose links hang: its weight becomes too old. And the calendar is watched,
     * now and then. Of one thread, several times a second.
     */
    void tick(long nowNanos) {
        if (nowNanos >= calendarDueNanos) {
            calendarDueNanos = nowNanos + CALENDAR_NANOS;
            time.watch(nowNanos);
            clocks.look(nowNanos);
            checks.look(nowNanos);
            metrics.look(nowNanos);
        }
        stations.forEach(station -> station.on(new Event.Tick(nowNanos)));
        bins.forEach(running -> running.on(new io.steelyard.gateway.deposit.Event.Tick(nowNanos)));
        kiosk.ifPresent(pages -> pages.tick(nowNanos));
    }
}

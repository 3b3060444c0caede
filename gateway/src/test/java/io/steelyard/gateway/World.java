package io.steelyard.gateway;

import io.steelyard.gateway.bin.BinView;
import io.steelyard.gateway.catalog.Catalog;
import io.steelyard.gateway.catalog.Materials;
import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.DataFolder;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.Keep;
import io.steelyard.gateway.kiosk.KioskPlan;
import io.steelyard.gateway.run.Loop;
import io.steelyard.gateway.station.View;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.gateway.weighing.Sentence;
import io.steelyard.sim.history.Accepted;
import io.steelyard.sim.history.Evidence;
import io.steelyard.sim.history.Expectations;
import io.steelyard.sim.history.History;
import io.steelyard.sim.history.Verdict;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.SignedFact;
import io.steelyard.sim.script.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole gateway on one thread, in virtual time, from a seed: the real loops, rules and SQLite file against device models, a
 * modelled broker and platform, clerks, faults at every seam and a crash at any step. In the end the world turns good, and the
 * {@link History} judges all of it.
 */
final class World {
    static final String GATEWAY = "world-0001";
    /** Messages that may be unanswered. */
    static final int WINDOW = 16;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long BAD_TIMES_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long GOOD_TIMES_NANOS_MAX = TimeUnit.MINUTES.toNanos(30);
    /** While only the uplink is waited for, time may pass faster. */
    private static final long DRAIN_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long DOWN_NANOS_MAX = TimeUnit.SECONDS.toNanos(8);
    /** So long after a start a gateway is hit again more easily. */
    private static final long FRAGILE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Every kind of scale has its worlds. */
    private static final List<Kind> SCALES = Arrays.stream(Kind.values())
            .filter(kind -> kind.role() == Kind.Role.SCALE).toList();
    private static final int BAGS_IN_GOOD_TIMES = 1;
    private static final double CRASH_BETWEEN_STEPS = 0.000_2;
    private static final double ENDS_IN_SILENCE = 0.1;
    private static final double LOOP_IS_LATE = 0.1;
    private static final long SLACK_MILLIS = 1_500;
    /** A fault may be told when it comes, as its consequence for the uplink, and when it goes. */
    private static final int LINES_A_FAULT = 3;
    /** A start tells a handful of things by itself. */
    private static final int LINES_A_LIFE = 20;
    /** What lasts is told again now and then. */
    private static final long NANOS_A_LINE = TimeUnit.SECONDS.toNanos(10);
    /** Less than the facts of one life take. */
    private static final Keep KEEPS_LITTLE = new Keep(Duration.ofHours(1), 30_000);
    private static final Map<String, BigDecimal> RATES = Map.of(Materials.UNSORTED, new BigDecimal("0.80"), "0101",
            new BigDecimal("1.20"));
    private static final KeyPair PLATFORM = KeyFiles.newPair();

    private final long seed;
    private final Path folder;
    private final SplittableRandom random;
    private final VirtualTime time = new VirtualTime();
    private final WorldCalendar calendar;
    private final Fate fate;
    private final WorldCard card;
    private final FaultyDisk disk;
    private final WorldArchive archive;
    private final boolean desksWork;
    private final Keep keep;
    private final Runnable diskStep;
    private final WorldSite site;
    private final String kind;
    private final WorldPlatform platform;
    private final ModelBroker broker;
    private final WorldDesk desk;
    private final WorldLog log = new WorldLog();
    private final List<Accepted> accepted = new ArrayList<>();
    private final PublicKey gatewayKey;
    private String refusal = "";

    // for one life of the gateway
    private @Nullable DataFolder lock;
    private @Nullable Gateway gateway;
    private List<Loop> loops = List.of();
    private long upAgainNanos;
    private long sturdyNanos;
    private int crashes;

    /**
     * @param bins a bin instead of two bays
     * @param calm one bay or one compartment, and nothing goes wrong but what the seam does; otherwise everything may
     */
    private World(long seed, Path folder, Path keys, boolean bins, Optional<FaultyDisk.Seam> calm) throws IOException {
        this.seed = seed;
        this.folder = folder;
        this.random = new SplittableRandom(seed);
        this.calendar = calm.isPresent()
                ? WorldCalendar.steady(time)
                : WorldCalendar.astray(time, seed, BAD_TIMES_NANOS);
        this.fate = new Fate(random.split());
        this.card = new WorldCard(folder, random.split());
        var fateful = new FaultyDiskFate(fate, card);
        this.archive = new WorldArchive(folder);
        this.disk = new FaultyDisk(calm.orElse(fateful));
        this.diskStep = fateful::step;
        if (calm.isPresent()) {
            fate.calm();
            this.site = bins
                    ? WorldBin.quiet(PLATFORM, fate, time, random)
                    : WorldBays.oneBay(fate, time, random);
            this.kind = "perfect line";
        } else {
            var scale = SCALES.get(random.nextInt(SCALES.size()));
            this.site = bins
                    ? WorldBin.busy(scale, PLATFORM, fate, time, random)
                    : WorldBays.twoBays(scale, fate, time, random);
            this.kind = scale.word();
        }
        this.desk = new WorldDesk(new SplittableRandom(seed), this::accept);
        this.desksWork = calm.isEmpty() && !bins;
        this.keep = calm.isEmpty() && random.nextBoolean() ? KEEPS_LITTLE : Keep.USUAL;
        for (var key : List.of("gateway.key", "gateway.pub", "token.key")) {
            Files.copy(keys.resolve(key), folder.resolve(key));
        }
        this.gatewayKey = KeyFiles.readPublic(folder.resolve("gateway.pub"));
        this.platform = new WorldPlatform(Map.of(KeyFiles.keyId(gatewayKey), gatewayKey), PLATFORM, GATEWAY, fate,
                keep.equals(Keep.USUAL));
        this.broker = new ModelBroker(time, fate, platform, GATEWAY);
        site.desired().ifPresent(broker::retain);
    }

    /**
     * What came of one world.
     *
     * @param verdict the judge's
     * @param crashes how often the gateway died
     * @param pruned how many facts its journal no longer keeps
     * @param forgot how often the platform forgot
     * @param jumps how often the calendar jumped
     * @param distrusts how often it lost its trust
     * @param happenings at bins
     * @param log what people were told
     */
    record Result(long seed, Verdict verdict, int crashes, long pruned, int forgot, int jumps, int distrusts,
            BinHappenings happenings, List<String> log) implements BooleanSupplier {
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
        return live(new World(seed, folder, keys, false, Optional.empty()));
    }

    /** The same of a world whose gateway has a bin. */
    static Result liveWithBin(long seed, Path folder, Path keys)
            throws IOException, SQLException, JournalException {
        return live(new World(seed, folder, keys, true, Optional.empty()));
    }

    private static Result live(World world) throws SQLException, JournalException {
        world.badTimes();
        world.goodTimes(BAGS_IN_GOOD_TIMES);
        if (world.random.nextDouble() < ENDS_IN_SILENCE) {
            world.lastBagsIntoABlackHole();
        }
        return new Result(world.seed, world.end(), world.crashes, world.archive.pruned(), world.platform.forgot(),
                world.calendar.jumps(), world.calendar.distrusts(), BinHappenings.of(world.facts()), world.log.lines());
    }

    /** A world in which nothing goes wrong but at this seam; its story is told by the test. */
    static World calm(Path folder, Path keys, FaultyDisk.Seam seam) throws IOException {
        return new World(1, folder, keys, false, Optional.of(seam));
    }

    /** The same with a bin: a resident deposits something, then the crew empties it. */
    static World calmWithBin(Path folder, Path keys, FaultyDisk.Seam seam) throws IOException {
        return new World(1, folder, keys, true, Optional.of(seam));
    }

    private void badTimes() throws SQLException, JournalException {
        while (time.monotonicNanos() < BAD_TIMES_NANOS) {
            step(STEP_NANOS, false);
        }
    }

    /** Everything works: some bags must be recorded, and everything must reach the platform. */
    void goodTimes(int bags) throws SQLException, JournalException {
        fate.calm();
        calendar.mend();
        broker.mend();
        weigh(bags, GOOD_TIMES_NANOS_MAX);
        drain();
    }

    /** Nobody hears of the last facts, and no later ones follow that would show that they lack. */
    private void lastBagsIntoABlackHole() throws SQLException, JournalException {
        broker.blackHole();
        weigh(1, GOOD_TIMES_NANOS_MAX);
        broker.mend();
        drain();
    }

    /** Lets clerks weigh so many bags each; whether they did it in time. */
    boolean weigh(int bags, long nanosMax) throws SQLException, JournalException {
        site.mend(bags);
        long until = time.monotonicNanos() + nanosMax;
        while (time.monotonicNanos() < until && !site.done()) {
            step(STEP_NANOS, true);
        }
        return site.done();
    }

    /** Lets time pass until the platform has everything. */
    void drain() throws SQLException, JournalException {
        long until = time.monotonicNanos() + GOOD_TIMES_NANOS_MAX;
        while (time.monotonicNanos() < until && !allAcknowledged()) {
            step(DRAIN_STEP_NANOS, true);
        }
    }

    /** Lets so many steps pass. */
    void steps(int count) throws SQLException, JournalException {
        for (int step = 0; step < count; step++) {
            step(STEP_NANOS, true);
        }
    }

    /** Lets time pass until this is so; whether it came to it. */
    boolean pass(long nanosMax, BooleanSupplier so) throws SQLException, JournalException {
        long until = time.monotonicNanos() + nanosMax;
        while (time.monotonicNanos() < until && !so.getAsBoolean()) {
            step(STEP_NANOS, true);
        }
        return so.getAsBoolean();
    }

    /** Through which fact the running gateway knows that the platform has everything, durably. */
    long acknowledged() {
        return gateway == null ? 0 : gateway.journal().acknowledged();
    }

    /** How many facts of its journal the running gateway does not know to be at the platform. */
    long unacknowledged() {
        return gateway == null ? 0 : gateway.journal().head() - gateway.journal().acknowledged();
    }

    /** Through which fact the platform said to have everything. */
    long promised() {
        return gateway == null ? 0 : platform.promised(gateway.journal().id());
    }

    private boolean allAcknowledged() {
        return gateway != null && gateway.journal().head() == gateway.journal().acknowledged()
                && platform.through(gateway.journal().id()) == gateway.journal().head();
    }

    private void step(long nanos, boolean patient) throws SQLException, JournalException {
        time.advance(nanos);
        calendar.step();
        diskStep.run();
        site.step(patient);
        if (desksWork && !patient) {
            desk.step(time.monotonicNanos());
        }
        broker.step();
        try {
            live();
        } catch (Fate.Crash crash) {
            die(crash.powerCut());
        }
    }

    private void live() throws SQLException, JournalException {
        fate.mayCrash(CRASH_BETWEEN_STEPS);
        if (gateway == null) {
            start();
            return;
        }
        fate.fragile(time.monotonicNanos() < sturdyNanos);
        Collections.shuffle(loops, new Random(random.nextLong()));
        for (var loop : loops) {
            if (!fate.strikes(LOOP_IS_LATE)) {
                loop.step(time.monotonicNanos());
            }
        }
        gateway.tick(time.monotonicNanos());
        archive.look(gateway.journal().id(), gateway.journal().head());
        if (acknowledged() > promised()) {
            throw new AssertionError("facts through " + acknowledged()
                    + " are taken for delivered, the platform said to have them through " + promised());
        }
    }

    private void start() throws SQLException {
        if (time.monotonicNanos() < upAgainNanos) {
            return;
        }
        sturdyNanos = time.monotonicNanos() + FRAGILE_NANOS;
        fate.fragile(crashes > 0);
        try {
            lock = DataFolder.lock(folder);
            gateway = Gateway.build(config(), lock, around());
            site.bright(gateway);
            desk.sits(gateway);
            loops = new ArrayList<>(gateway.links());
            loops.add(gateway.journal());
            loops.add(gateway.uplink());
        } catch (JournalException failed) {
            log.accept(String.valueOf(failed.getMessage()));
            die(false);
        }
    }

    /** The process ends, or the machine with it. */
    void die(boolean powerCut) throws SQLException {
        crashes++;
        gateway = null;
        loops = List.of();
        var left = card.leftBy(powerCut);
        disk.processDied();
        card.put(left);
        broker.processDied();
        site.dark();
        desk.sits(null);
        if (lock != null) {
            lock.close();
            lock = null;
        }
        if (powerCut) {
            time.reboot();
        }
        upAgainNanos = time.monotonicNanos() + random.nextLong(DOWN_NANOS_MAX);
    }

    /** The next start needs no time. */
    void upAtOnce() {
        upAgainNanos = time.monotonicNanos();
    }

    private GatewayConfig config() {
        return new GatewayConfig(GATEWAY, ModelBroker.CITY, folder, FaultyDiskFate.RESERVE_BYTES, keep,
                new GatewayConfig.Uplink("tcp://model:1", PLATFORM.getPublic(), Duration.ofMinutes(20), WINDOW,
                        Duration.ofSeconds(20)),
                Catalog.undocumented(Optional.of(new Tariff("world-1", 2, RATES))), site.stations(), site.bin(),
                site.pins(), KioskPlan.OFF, "0".repeat(64));
    }

    private Surroundings around() {
        return new Surroundings(time, random.split(), disk, (address, _) -> site.open(address), broker, this::show,
                this::show, log, log, Instant.EPOCH, ZoneOffset.UTC, folder, Optional.empty());
    }

    /** The screen: what it calls recorded is accepted, and must hold from then on. */
    private void show(View view) {
        site.show(view);
        if (view.outcome() instanceof Outcome.NotRecorded(Sentence why)) {
            refusal = why.text();
        }
        if (view.outcome() instanceof Outcome.Recorded recorded) {
            accept(recorded.seq(), recorded.id());
        }
    }

    /** What a bin thanked for is accepted as well, and how it said that a session ended. */
    private void show(BinView view) {
        site.show(view);
        view.ended().ifPresent(ended -> accept(ended.seq(), ended.id()));
    }

    private void accept(long seq, String id) {
        if (gateway != null) {
            var fact = new Accepted(gateway.journal().id(), seq, id);
            if (!accepted.contains(fact)) {
                accepted.add(fact);
            }
        }
    }

    /** What was said to be recorded so far. */
    List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** Why the last weighing was not recorded, as it stood on the screen. */
    String refusal() {
        return refusal;
    }

    /** Every fact of every journal, in order; all of them after the end. */
    List<SignedFact> facts() {
        return archive.facts();
    }

    /** The gateway, while it runs. */
    Optional<Gateway> gateway() {
        return Optional.ofNullable(gateway);
    }

    /** Lets so much time pass, faster than clerks work. */
    void rest(long nanos) throws SQLException, JournalException {
        long until = time.monotonicNanos() + nanos;
        while (time.monotonicNanos() < until) {
            step(DRAIN_STEP_NANOS, true);
        }
    }

    /** Its data, and its machine's root. */
    Path folder() {
        return folder;
    }

    WorldSite site() {
        return site;
    }

    WorldCard card() {
        return card;
    }

    WorldPlatform platform() {
        return platform;
    }

    ModelBroker broker() {
        return broker;
    }

    VirtualTime time() {
        return time;
    }

    WorldLog log() {
        return log;
    }

    /** The end of the world, and what is to be said of it. */
    Verdict end() throws JournalException, SQLException {
        close();
        return judge();
    }

    /** Lets go of every file. */
    void close() throws SQLException {
        disk.processDied();
        if (lock != null) {
            lock.close();
        }
    }

    private Verdict judge() throws JournalException {
        var archived = archive.compare(platform::promised);
        var evidence = new Evidence(accepted, archive.facts(), platform.arrivals(), platform.stored(),
                site.placements(), site.compartments(), gatewayKey);
        var verdict = History.judge(evidence, time::moment, new Expectations(true, false, SLACK_MILLIS));
        var further = new ArrayList<>(verdict.violations());
        further.addAll(archived);
        further.addAll(site.findings());
        further.addAll(calendar.judge(archive.facts()));
        if (gateway != null) {
            var books = new WorldBooks(platform.stored(), gateway.journal().id());
            further.addAll(books.shifts());
            further.addAll(books.ledger(gateway.ledger()));
            further.addAll(books.confirmed(site.confirmations()));
        }
        if (!site.done()) {
            further.add("not everything was recorded although everything worked, on a " + kind + "; " + site.seen());
        }
        int linesMax = fate.strikes() * LINES_A_FAULT + (crashes + 1) * LINES_A_LIFE
                + (int) (time.monotonicNanos() / NANOS_A_LINE);
        if (log.lines().size() > linesMax) {
            further.add(log.lines().size() + " lines for " + fate.strikes() + " faults: " + log.lines());
        }
        return new Verdict(further.isEmpty(), further, verdict.furtherViolations(), verdict.counts());
    }
}

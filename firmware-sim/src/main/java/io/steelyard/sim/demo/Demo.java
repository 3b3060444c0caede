package io.steelyard.sim.demo;

import io.steelyard.sim.broker.EmbeddedBroker;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.history.Accepted;
import io.steelyard.sim.history.Evidence;
import io.steelyard.sim.history.Expectations;
import io.steelyard.sim.history.History;
import io.steelyard.sim.history.Verdict;
import io.steelyard.sim.platform.CardsDocument;
import io.steelyard.sim.platform.FactHeader;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.MessageRecording;
import io.steelyard.sim.platform.PlatformClient;
import io.steelyard.sim.platform.PlatformListener;
import io.steelyard.sim.platform.SignedFact;
import io.steelyard.sim.platform.StandInPlatform;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One run of the demo. The gateway is the real program in a process of its own; what it prints as committed is what it
 * promised, and the {@link History} judges the promise in the end.
 */
final class Demo {
    private static final Pattern RUNS = Pattern.compile("\\S+ steelyard \\S+ runs as .*");
    /** Of a gateway on an emulated machine, which has to start first, beside whatever else is busy here. */
    private static final long START_SECONDS_MAX = 900;
    private static final long STEP_MILLIS = 20;
    private static final long KILL_DELAY_MILLIS_MAX = 3_000;
    /** After a bad day the gateway looks for its broker every five minutes. */
    private static final long DELIVERY_SECONDS_MAX = 360;
    private static final long ASK_MILLIS = 500;
    /** A weighing is captured from readings that were under way when the bag was lifted. */
    private static final long SLACK_MILLIS = 2_000;
    /** A line worse than any cable that works, so that the demo shows what is done about it. */
    private static final FaultRates LINE_FAULTS = new FaultRates(0.000_2, 0.000_2, 0.000_1, 0.000_5, 0.05,
            TimeUnit.MILLISECONDS.toNanos(300));

    private static final String CITY = "demo";
    private static final String GATEWAY = "demo-0001";
    /** People have gone by then, and what they began is over. */
    private static final long CLOSING_SECONDS_MAX = 300;
    private static final int SALT_BYTES = 16;

    /** What is to be demonstrated, and from which seed. */
    record Play(DemoSite site, long seed, Optional<Path> record) {}

    private final DemoFolder folder;
    private final PrintWriter out;
    private final SplittableRandom random;
    private final EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBroker.ANY_PORT);
    private final Relay relay;
    private final @Nullable MessageRecording recording;
    private final DeviceLoop devices;
    private final Site site;
    private final GatewayProcess gateway;
    private final StandInPlatform platform;
    private final PlatformClient client;
    private final ConcurrentLinkedQueue<Site.Promise> promises = new ConcurrentLinkedQueue<>();
    private final AtomicLong stored = new AtomicLong();
    private final CountDownLatch gatewayUp = new CountDownLatch(1);
    private volatile boolean ended;

    private Demo(DemoFolder folder, String launcher, Play play, PrintWriter out, KeyPair platformKey)
            throws IOException {
        this.folder = folder;
        this.out = out;
        this.random = new SplittableRandom(play.seed());
        this.devices = new DeviceLoop(this::say);
        this.site = play.site().build(devices, random);
        this.gateway = new GatewayProcess(launcher, folder, this::heard);
        this.platform = new StandInPlatform(Map.of(), platformKey);
        broker.start();
        this.relay = Relay.to(broker.port());
        this.recording = play.record().isPresent()
                ? MessageRecording.start(broker.uri(), play.record().get())
                : null;
        this.client = new PlatformClient(new PlatformClient.Settings(broker.uri(), "platform",
                List.of(folder.gatewayKey()), folder.platformFacts()), platform, new Counting());
    }

    static Demo open(DemoFolder folder, String launcher, Play play, PrintWriter out) throws IOException {
        folder.create();
        var key = KeyFiles.openOrCreate(folder.platformKey(), folder.platformPublicKey());
        var demo = new Demo(folder, launcher, play, out, key);
        try {
            demo.build();
            return demo;
        } catch (IOException failed) {
            demo.closeNetwork();
            throw failed;
        }
    }

    private void build() throws IOException {
        var config = """
                # Made by the demo.
                [gateway]
                id = "%s"
                city = "%s"
                data = "gateway"

                [kiosk]
                listen = "127.0.0.1:%d"

                [uplink]
                broker = "%s"
                platform_key = "platform.pub"
                acknowledge_within = "10 s"

                [catalog]
                materials = "catalog/materials-2026-11.toml"
                tariff = "catalog/tariff-2026-11.toml"
                factors = "catalog/factors-2026-11.toml"
                """.formatted(GATEWAY, CITY, freePort(), "tcp://127.0.0.1:" + relay.port());
        for (var device : site.devices()) {
            plug(device);
        }
        Files.writeString(folder.config(), config + site.config().replace("%s", folder.device("").toString()));
    }

    /** The kiosk keeps it when the gateway is killed and started again, so an open page finds it. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void plug(Device device) throws IOException {
        var pty = Pty.open();
        pty.linkAs(folder.device(device.name()));
        devices.attach(device, new FaultyWire(LINE_FAULTS, random.split()), pty);
        say(device.name() + " on " + pty.path());
    }

    void start() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::abandon, "abandon"));
        devices.start();
        client.start();
        site.cards().ifPresent(this::tellCards);
        say("broker on " + broker.uri() + ", platform subscribed, data in " + folder.root());
        gateway.start();
    }

    private void tellCards(Site.CardLists lists) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        client.say(CITY, GATEWAY, platform.cards(new CardsDocument.Edition(GATEWAY, "demo-1", 1, salt),
                lists.residents(), lists.denied(), lists.crew()));
    }

    /**
     * Goes on until the gateway has served so often or so much time is over, killing it that often meanwhile, and for so long
     * without a network from the half of that on.
     */
    void serve(long times, Duration atMost, int kills, int outageSeconds) throws IOException, InterruptedException {
        awaitGateway();
        site.begin(System.nanoTime());
        long beganNanos = System.nanoTime();
        int killed = 0;
        boolean outageDue = outageSeconds > 0;
        while (site.served() < times && System.nanoTime() - beganNanos < atMost.toNanos() || outageDue) {
            if (outageDue && site.served() >= times / 2) {
                outageDue = false;
                outage(outageSeconds);
            }
            if (killed < kills && site.served() >= times * (killed + 1) / (kills + 1)) {
                killed++;
                passes(random.nextLong(KILL_DELAY_MILLIS_MAX));
                gateway.kill();
                say("the gateway was killed (" + killed + " of " + kills + ") and is started again");
                gateway.start();
            }
            goesOn();
        }
        close();
    }

    private void awaitGateway() throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
        while (!gatewayUp.await(ASK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (!gateway.runs() || System.nanoTime() > untilNanos) {
                throw new IOException("the gateway did not start, see above");
            }
        }
    }

    private void close() throws IOException, InterruptedException {
        site.close(System.nanoTime());
        long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS_MAX);
        while (!site.closed(System.nanoTime()) && System.nanoTime() < untilNanos) {
            goesOn();
        }
    }

    private void goesOn() throws IOException, InterruptedException {
        if (!gateway.runs()) {
            throw new IOException("the gateway ended by itself, see above");
        }
        passes(STEP_MILLIS);
    }

    private void outage(int seconds) throws IOException, InterruptedException {
        relay.cut();
        say("the gateway has no network for " + seconds + " s");
        passes(TimeUnit.SECONDS.toMillis(seconds));
        relay.mend();
        say("the network is there again");
    }

    private void passes(long millis) throws InterruptedException {
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        do {
            site.step(System.nanoTime());
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        } while (System.nanoTime() < untilNanos);
    }

    /** Waits until the platform has everything, stops the gateway and judges what happened. */
    Verdict judge() throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(DELIVERY_SECONDS_MAX);
        var journaled = gateway.journaled();
        while (stored.get() < journaled.size() && System.nanoTime() < untilNanos) {
            TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
            journaled = gateway.journaled();
        }
        gateway.stop();
        client.close();
        journaled = gateway.journaled();
        var evidence = new Evidence(accepted(journaled), journaled, platform.arrivals(), platform.stored(),
                site.placements(), site.compartments(), KeyFiles.readPublic(folder.gatewayKey()));
        return History.judge(evidence, new Expectations(true, false, SLACK_MILLIS));
    }

    /** A promise names no journal; its id finds it. One that was not journaled keeps no journal and is found out. */
    private List<Accepted> accepted(List<SignedFact> journaled) {
        var journalById = new HashMap<String, String>();
        for (var fact : journaled) {
            if (FactHeader.of(fact.bytes()) instanceof FactHeader header) {
                journalById.put(header.id(), header.journal());
            }
        }
        return promises.stream().map(promise -> new Accepted(journalById.getOrDefault(promise.id(), "none"),
                promise.seq(), promise.id())).toList();
    }

    private void heard(String line) {
        out.println(line);
        out.flush();
        if (RUNS.matcher(line).matches()) {
            gatewayUp.countDown();
        }
        site.promised(line).ifPresent(promises::add);
    }

    private void say(String line) {
        out.println("[demo] " + line);
        out.flush();
    }

    /** The demo itself is told to end: its gateway must not outlive it, nor its links. */
    private void abandon() {
        if (!ended) {
            say("told to end: nothing is judged, for that say --bags, --sessions or --minutes; what was written stays in "
                    + folder.root());
        }
        gateway.abandon();
        devices.close();
    }

    /** Ends everything; what was written stays in the folder. */
    void stop() throws InterruptedException {
        ended = true;
        gateway.stop();
        client.close();
        devices.close();
        closeNetwork();
    }

    private void closeNetwork() {
        if (recording != null) {
            recording.close();
        }
        relay.close();
        broker.close();
    }

    private final class Counting implements PlatformListener {
        @Override
        public void stored(FactHeader header) {
            stored.incrementAndGet();
        }

        @Override
        public void refused(String why) {
            say("the platform refused a fact: " + why);
        }
    }
}

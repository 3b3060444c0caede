package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.contract.Contract;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.run.Inbox;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.uplink.BrokerEvent;
import io.steelyard.gateway.uplink.Message;
import io.steelyard.gateway.uplink.PahoBroker;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.sim.broker.EmbeddedBroker;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.history.Accepted;
import io.steelyard.sim.history.Evidence;
import io.steelyard.sim.history.Expectations;
import io.steelyard.sim.history.History;
import io.steelyard.sim.history.Placement;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.PlatformClient;
import io.steelyard.sim.platform.PlatformListener;
import io.steelyard.sim.platform.SignedFact;
import io.steelyard.sim.platform.StandInPlatform;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One bay with everything real but the hardware: threads, clocks, pseudo-terminals, SQLite, MQTT over the loopback. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GatewayEndToEndTest {
    private static final KeyPair PLATFORM = KeyFiles.newPair();
    private static final Path TARIFF = Path.of("..", "config", "catalog", "tariff-2026-11.toml");
    private static final BigDecimal DIVISION = new BigDecimal("0.01");
    private static final long SLACK_MILLIS = 1_500;
    private static final long STATUS_SECONDS_MAX = 30;

    @TempDir
    private Path folder;

    private final EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBroker.ANY_PORT);
    private final StandInPlatform platform = new StandInPlatform(Map.of(), PLATFORM);
    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private final Pan pan = new Pan();
    private final YaohuaScale scale = new YaohuaScale("bay-1-scale", ScaleProfile.BENCH_60_KG, pan);
    private final QrScanner scanner = new QrScanner("bay-1-qr", LineRate.eightN1(9600), QrScanner.CARRIAGE_RETURN);
    private final Witness witness = new Witness();
    private final List<String> deaths = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Placement> placements = new ArrayList<>();
    private final List<Accepted> accepted = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        broker.start();
        devices.attach(scale, perfect(), port("scale"));
        devices.attach(scanner, perfect(), port("scanner"));
        devices.start();
    }

    @AfterEach
    void stop() {
        devices.close();
        broker.close();
    }

    @Test
    void bags_are_weighed_journaled_and_acknowledged_across_an_unplugged_scale() throws Exception {
        var config = config();
        try (var centre = centre()) {
            centre.start();
            try (var _ = Daemon.start(config, around(config), (loop, bug) -> deaths.add(loop + ": " + bug))) {
                weigh("10.10", "BAG-000001");
                pullAndPlugTheScale();
                weigh("3.25", "BAG-000002");
                witness.awaitAcknowledged(head(config));
            }
        }
        var verdict = History.judge(evidence(config), new Expectations(true, true, SLACK_MILLIS));
        assertTrue(verdict.holds(), verdict.report());
        assertEquals(2, verdict.counts().weighed());
        assertTariffQuoted();
        assertEquals(List.of(), deaths);
        assertEquals(List.of(), complaints);
        assertEquals(List.of(), threads());
    }

    /** The start names the tariff's bytes, and so does every weighing that used them. */
    private void assertTariffQuoted() throws Exception {
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(TARIFF)));
        var facts = platform.stored().stream().map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8)).toList();
        assertEquals(1, facts.stream().filter(fact -> fact.endsWith("\"data\":{\"document\":\"tariff\",\"version\":"
                + "\"hz-2026-11\",\"sha256\":\"" + hash + "\"}}")).count());
        assertEquals(2, facts.stream().filter(fact -> fact.contains("\"perKilogram\":\"0.80\",\"tariff\":"
                + "\"hz-2026-11\",\"document\":\"" + hash + "\"}")).count(), facts::toString);
    }

    @Test
    void a_second_daemon_on_the_same_folder_is_refused_by_name_and_the_first_goes_on() throws Exception {
        var config = config();
        try (var _ = Daemon.start(config, around(config), (loop, bug) -> deaths.add(loop + ": " + bug))) {
            var refused = assertThrows(JournalException.class,
                    () -> Daemon.start(config, around(config), (_, _) -> {}));
            assertEquals("lock data folder " + config.data() + ": another daemon, process "
                    + ProcessHandle.current().pid() + ", is using it; stop that one or name another folder",
                    refused.getMessage());
            weigh("1.00", "BAG-000003");
        }
        Daemon.start(config, around(config), (_, _) -> {}).close(); // the folder is free again
        assertEquals(List.of(), threads());
    }

    @Test
    void a_stopped_gateway_is_offline_in_its_retained_status() throws Exception {
        var config = config();
        var statuses = new Inbox<BrokerEvent>(64);
        var heard = new LinkedBlockingQueue<String>();
        statuses.wakes(() -> statuses.poll().ifPresent(event -> {
            if (event instanceof BrokerEvent.Arrived arrived) {
                heard.add(new String(arrived.message().payload(), StandardCharsets.UTF_8));
            }
        }));
        var will = new Message("observer", new byte[0], Map.of(), false);
        var observer = new PahoBroker(broker.uri(), "observer", 60, SystemTime.open()).connect(will,
                List.of("steelyard/v1/hangzhou/gw-e2e/status"), statuses);
        try (var _ = Daemon.start(config, around(config), (loop, bug) -> deaths.add(loop + ": " + bug))) {
            awaitStatus(heard, "\"health\":\"bay-1: weighing\"");
        }
        awaitStatus(heard, "\"state\":\"offline\"");
        observer.close();
        assertEquals(List.of(), threads());
    }

    private static void awaitStatus(LinkedBlockingQueue<String> heard, String wanted) throws InterruptedException {
        var status = "";
        while (!status.contains(wanted)) {
            status = Objects.requireNonNull(heard.poll(STATUS_SECONDS_MAX, TimeUnit.SECONDS),
                    "no status with " + wanted);
        }
    }

    /** Puts a bag down as a person does: waits for an empty pan, scans, waits for "recorded", lifts it. */
    private void weigh(String kilograms, String code) throws Exception {
        witness.await(Math.max(0, witness.mark() - 1), "ready", view -> view.phase() == Phase.PLACE_THE_BAG);
        int mark = witness.mark();
        var weight = new BigDecimal(kilograms);
        long fromMillis = System.currentTimeMillis();
        devices.act(nowNanos -> {
            scanner.scan(nowNanos, code);
            pan.place(nowNanos, weight);
        });
        var recorded = witness.await(mark, code + " recorded", view -> view.outcome() instanceof Outcome.Recorded done
                && done.weighed().codes().byKind().values().stream().anyMatch(read -> read.text().equals(code)));
        var outcome = (Outcome.Recorded) recorded.outcome();
        assertEquals(0, weight.compareTo(outcome.weighed().reading().value()));
        accepted.add(new Accepted(journalId(), outcome.seq(), outcome.id()));
        mark = witness.mark();
        devices.act(pan::clear);
        witness.await(mark, "cleared", view -> view.phase() == Phase.PLACE_THE_BAG);
        placements.add(new Placement("bay-1", fromMillis, System.currentTimeMillis(), weight, DIVISION));
    }

    private void pullAndPlugTheScale() throws InterruptedException {
        int mark = witness.mark();
        devices.act(_ -> devices.unplug(scale));
        witness.await(mark, "faulted", view -> view.fault().isPresent());
        mark = witness.mark();
        devices.act(unchecked(() -> devices.plug(scale, port("scale"))));
        witness.await(mark, "works again", view -> view.fault().isEmpty() && view.phase() == Phase.PLACE_THE_BAG);
    }

    private interface OnLoop {
        void run() throws IOException;
    }

    private static LongConsumer unchecked(OnLoop action) {
        return _ -> {
            try {
                action.run();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        };
    }

    private Pty port(String name) throws IOException {
        var pty = Pty.open();
        pty.linkAs(folder.resolve(name));
        return pty;
    }

    private static FaultyWire perfect() {
        return new FaultyWire(FaultRates.NONE, new SplittableRandom(1));
    }

    private GatewayConfig config() throws Exception {
        KeyFiles.writePublic(folder.resolve("platform.pub"), PLATFORM.getPublic());
        Files.copy(TARIFF, folder.resolve("tariff.toml"), StandardCopyOption.REPLACE_EXISTING);
        return ConfigFile.read(Files.writeString(folder.resolve("gateway.toml"), """
                [gateway]
                id = "gw-e2e"
                city = "hangzhou"
                data = "data"

                [kiosk]
                listen = "off"

                [uplink]
                broker = "%s"
                platform_key = "platform.pub"

                [catalog]
                tariff = "tariff.toml"

                [[station]]
                name = "bay-1"
                needs = ["bag"]

                [station.scale]
                name = "bay-1-scale"
                dialect = "yaohua-continuous-0"
                link = "serial:%s"
                unit = "kg"
                division = "0.01"
                max = "60.00"

                [[station.reader]]
                name = "bay-1-qr"
                dialect = "scanner"
                link = "serial:%s"
                reads = "bag"
                pattern = "BAG-[0-9]{6}"
                """.formatted(broker.uri(), folder.resolve("scale"), folder.resolve("scanner"))));
    }

    private Surroundings around(GatewayConfig config) throws IOException {
        var time = SystemTime.open();
        var way = new PahoBroker(config.uplink().broker(), config.id(),
                Math.toIntExact(config.uplink().keepAlive().toSeconds()), time);
        return new Surroundings(time, new SecureRandom(), Connections.DISK, LinkAddress::open, way, witness,
                witness, complaints::add);
    }

    private PlatformClient centre() {
        return new PlatformClient(new PlatformClient.Settings(broker.uri(), "centre",
                List.of(folder.resolve("data").resolve("gateway.pub")), null), platform, new PlatformListener() {});
    }

    private String journalId() throws JournalException {
        try (var reader = new JournalReader(folder.resolve("data"), Connections.DISK)) {
            return reader.id();
        }
    }

    private static long head(GatewayConfig config) throws JournalException {
        try (var reader = new JournalReader(config.data(), Connections.DISK)) {
            return reader.head();
        }
    }

    private Evidence evidence(GatewayConfig config) throws Exception {
        var journaled = new ArrayList<SignedFact>();
        try (var reader = new JournalReader(config.data(), Connections.DISK)) {
            for (var fact : reader.after(0, Integer.MAX_VALUE)) {
                Contract.assertFits("fact", fact.bytes());
                journaled.add(new SignedFact(fact.bytes(), fact.signature(), fact.keyId()));
            }
        }
        return new Evidence(accepted, journaled, platform.arrivals(), platform.stored(), placements,
                KeyFiles.readPublic(config.data().resolve("gateway.pub")));
    }

    /** The gateway's own threads and the MQTT library's; those that are just ending are waited for. */
    private static List<String> threads() throws InterruptedException {
        var ours = Thread.getAllStackTraces().keySet().stream().filter(GatewayEndToEndTest::isTheGateways).toList();
        for (var thread : ours) {
            thread.join(Duration.ofSeconds(10));
        }
        return ours.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }

    private static boolean isTheGateways(Thread thread) {
        var name = thread.getName();
        return name.startsWith("link:") || name.equals("journal") || name.equals("uplink") || name.startsWith("MQTT");
    }
}

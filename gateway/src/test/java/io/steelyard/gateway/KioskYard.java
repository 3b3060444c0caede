package io.steelyard.gateway;

import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.kiosk.PinHash;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.uplink.PahoBroker;
import io.steelyard.sim.broker.EmbeddedBroker;
import io.steelyard.sim.demo.Relay;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.PlatformClient;
import io.steelyard.sim.platform.PlatformListener;
import io.steelyard.sim.platform.StandInPlatform;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/** A yard with a kiosk: one bay whose bags are confirmed by a clerk, the real daemon, a network that can be cut. */
final class KioskYard implements AutoCloseable {
    static final String PIN = "1357";
    private static final KeyPair PLATFORM = KeyFiles.newPair();
    private static final String LISTENS = "kiosk on ";

    private final Path folder;
    private final EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBroker.ANY_PORT);
    private final StandInPlatform platform = new StandInPlatform(Map.of(), PLATFORM);
    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private final Pan pan = new Pan();
    private final YaohuaScale scale = new YaohuaScale("bay-1-scale", ScaleProfile.BENCH_60_KG, pan);
    private final QrScanner scanner = new QrScanner("bay-1-qr", LineRate.eightN1(9600), QrScanner.CARRIAGE_RETURN);
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> deaths = new CopyOnWriteArrayList<>();
    private final Relay network;
    private final GatewayConfig config;
    private final PlatformClient centre;
    private final Daemon daemon;

    KioskYard(Path folder) throws Exception {
        this.folder = folder;
        broker.start();
        network = Relay.to(broker.port());
        devices.attach(scale, perfect(), port("scale"));
        devices.attach(scanner, perfect(), port("scanner"));
        devices.start();
        config = config();
        centre = new PlatformClient(new PlatformClient.Settings(broker.uri(), "centre",
                List.of(folder.resolve("data").resolve("gateway.pub")), null), platform, new PlatformListener() {});
        centre.start();
        daemon = Daemon.start(config, around(), (loop, bug) -> deaths.add(loop + ": " + bug));
    }

    /** Where the kiosk listens, once it does. */
    String address() {
        return said.stream().filter(line -> line.startsWith(LISTENS)).map(line -> line.substring(LISTENS.length()))
                .findFirst().orElse("");
    }

    /** What the daemon complained of, and what died. */
    List<String> complaints() {
        return java.util.stream.Stream.concat(said.stream().filter(line -> !line.startsWith(LISTENS)), deaths.stream())
                .toList();
    }

    void put(String kilograms, String bag) throws InterruptedException {
        devices.act(nowNanos -> {
            scanner.scan(nowNanos, bag);
            pan.place(nowNanos, new BigDecimal(kilograms));
        });
    }

    void clear() throws InterruptedException {
        devices.act(pan::clear);
    }

    void unplugTheScale() throws InterruptedException {
        devices.act(_ -> devices.unplug(scale));
    }

    void plugTheScale() throws InterruptedException {
        devices.act(_ -> {
            try {
                devices.plug(scale, port("scale"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    void cutTheNetwork() {
        network.cut();
    }

    void mendTheNetwork() throws IOException {
        network.mend();
    }

    /** The facts of a type, as text. */
    List<String> facts(String type) throws JournalException {
        try (var reader = new JournalReader(config.data(), DriverManager::getConnection)) {
            return reader.after(0, Integer.MAX_VALUE).stream()
                    .map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8))
                    .filter(text -> text.contains("\"type\":\"" + type + "\"")).toList();
        }
    }

    /** What the platform has. */
    int stored() {
        return platform.stored().size();
    }

    private static FaultyWire perfect() {
        return new FaultyWire(FaultRates.NONE, new SplittableRandom(1));
    }

    private Pty port(String name) throws IOException {
        var pty = Pty.open();
        pty.linkAs(folder.resolve(name));
        return pty;
    }

    private Surroundings around() throws IOException {
        var time = SystemTime.open();
        var way = new PahoBroker(config.uplink().broker(), config.id(),
                Math.toIntExact(config.uplink().keepAlive().toSeconds()), time);
        var witness = new Witness();
        return new Surroundings(time, new SecureRandom(), DriverManager::getConnection, LinkAddress::open, way, witness,
                witness, said::add);
    }

    private GatewayConfig config() throws Exception {
        KeyFiles.writePublic(folder.resolve("platform.pub"), PLATFORM.getPublic());
        for (var document : List.of("materials", "tariff")) {
            Files.copy(Path.of("..", "config", "catalog", document + "-2026-11.toml"),
                    folder.resolve(document + ".toml"));
        }
        var random = new SecureRandom();
        Files.writeString(folder.resolve("operators.toml"), """
                [[operator]]
                name = "w1"
                display = "王芳"
                pin = "%s"

                [[operator]]
                name = "t1"
                display = "赵工"
                role = "technician"
                pin = "%s"
                """.formatted(PinHash.of(PIN, random), PinHash.of("2468", random)));
        return ConfigFile.read(Files.writeString(folder.resolve("gateway.toml"), """
                [gateway]
                id = "hz-yuhang-0042"
                city = "hangzhou"
                data = "data"

                [uplink]
                broker = "tcp://127.0.0.1:%d"
                platform_key = "platform.pub"

                [catalog]
                materials = "materials.toml"
                tariff = "tariff.toml"

                [kiosk]
                listen = "127.0.0.1:0"
                operators = "operators.toml"

                [[station]]
                name = "bay-1"
                needs = ["bag"]
                commit = "confirm"
                manual = true

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
                """.formatted(network.port(), folder.resolve("scale"), folder.resolve("scanner"))));
    }

    @Override
    public void close() {
        daemon.close();
        centre.close();
        network.close();
        devices.close();
        broker.close();
    }
}

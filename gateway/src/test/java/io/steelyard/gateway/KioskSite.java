package io.steelyard.gateway;

import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.journal.JournalException;
import io.steelyard.gateway.journal.JournalReader;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.uplink.PahoBroker;
import io.steelyard.sim.broker.EmbeddedBroker;
import io.steelyard.sim.demo.Relay;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.PlatformClient;
import io.steelyard.sim.platform.PlatformListener;
import io.steelyard.sim.platform.StandInPlatform;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A site with a kiosk: devices on ports of their own, the real daemon, a stand-in for the centre, and a network that can be cut. */
final class KioskSite implements AutoCloseable {
    static final String CITY = "hangzhou";
    static final String GATEWAY = "hz-yuhang-0042";
    private static final KeyPair PLATFORM = KeyFiles.newPair();
    private static final String LISTENS = "kiosk on ";

    private final Path folder;
    private final EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBroker.ANY_PORT);
    private final StandInPlatform platform = new StandInPlatform(Map.of(), PLATFORM);
    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> deaths = new CopyOnWriteArrayList<>();
    private final Relay network;
    private final GatewayConfig config;
    private final PlatformClient centre;
    private final Daemon daemon;

    /**
     * Starts all of it.
     *
     * @param attached each gets a port that is called like it, in the folder
     * @param own what the configuration says beyond gateway, uplink and catalog; {@code %s} is the folder
     */
    KioskSite(Path folder, List<? extends Device> attached, String own) throws Exception {
        this.folder = folder;
        broker.start();
        network = Relay.to(broker.port());
        for (var device : attached) {
            devices.attach(device, perfect(), port(device));
        }
        devices.start();
        KeyFiles.writePublic(folder.resolve("platform.pub"), PLATFORM.getPublic());
        config = ConfigFile.read(Files.writeString(folder.resolve("gateway.toml"), """
                [gateway]
                id = "%s"
                city = "%s"
                data = "data"

                [uplink]
                broker = "tcp://127.0.0.1:%d"
                platform_key = "platform.pub"

                """.formatted(GATEWAY, CITY, network.port()) + own.replace("%s", folder.toString())));
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
        return Stream.concat(said.stream().filter(line -> !line.startsWith(LISTENS)), deaths.stream()).toList();
    }

    DeviceLoop devices() {
        return devices;
    }

    StandInPlatform platform() {
        return platform;
    }

    PlatformClient centre() {
        return centre;
    }

    void cutTheNetwork() {
        network.cut();
    }

    void mendTheNetwork() throws IOException {
        network.mend();
    }

    /** The facts of a type, as text. */
    List<String> facts(String type) throws JournalException {
        try (var reader = new JournalReader(config.data(), Connections.DISK)) {
            return reader.after(0, Integer.MAX_VALUE).stream()
                    .map(fact -> new String(fact.bytes(), StandardCharsets.UTF_8))
                    .filter(text -> text.contains("\"type\":\"" + type + "\"")).toList();
        }
    }

    /** What the platform has. */
    int stored() {
        return platform.stored().size();
    }

    /** A new one, called like the device. */
    Pty port(Device device) throws IOException {
        var pty = Pty.open();
        pty.linkAs(folder.resolve(device.name()));
        return pty;
    }

    private static FaultyWire perfect() {
        return new FaultyWire(FaultRates.NONE, new SplittableRandom(1));
    }

    private Surroundings around() throws IOException {
        var time = SystemTime.open();
        var way = new PahoBroker(config.uplink().broker(), config.id(),
                Math.toIntExact(config.uplink().keepAlive().toSeconds()), time);
        var witness = new Witness();
        return new Surroundings(time, new SecureRandom(), Connections.DISK, LinkAddress::open, way, witness,
                witness, said::add);
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

package io.steelyard.gateway;

import io.steelyard.sim.broker.EmbeddedBroker;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.history.Placement;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.platform.PlatformClient;
import io.steelyard.sim.platform.PlatformListener;
import io.steelyard.sim.platform.StandInPlatform;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A bay with a scale and a scanner on pseudo-terminals, a broker, a platform, and hands that do what provisioning says. */
final class BareYard implements AutoCloseable {
    static final long SLACK_MILLIS = 1_500;
    private static final BigDecimal DIVISION = new BigDecimal("0.01");
    private static final BigDecimal BAG = new BigDecimal("7.35");

    private final KeyPair platformPair = KeyFiles.newPair();
    private final EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBroker.ANY_PORT);
    private final StandInPlatform platform = new StandInPlatform(Map.of(), platformPair);
    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private final Pan pan = new Pan();
    private final QrScanner scanner = new QrScanner("scanner", LineRate.eightN1(9600), QrScanner.CARRIAGE_RETURN);
    private final Path platformKey;
    private final List<Placement> placements = new ArrayList<>();
    private BigDecimal reference = new BigDecimal("20.00");
    private long placedMillis;

    BareYard(Path folder) throws IOException {
        platformKey = folder.resolve("handed-over.pub");
        KeyFiles.writePublic(platformKey, platformPair.getPublic());
        broker.start();
        attach(folder);
        devices.start();
    }

    private void attach(Path folder) throws IOException {
        var wire = new FaultyWire(FaultRates.NONE, new SplittableRandom(1));
        var scalePort = Pty.open();
        scalePort.linkAs(folder.resolve("scale"));
        devices.attach(new YaohuaScale("scale", ScaleProfile.BENCH_60_KG, pan), wire, scalePort);
        var scannerPort = Pty.open();
        scannerPort.linkAs(folder.resolve("scanner"));
        devices.attach(scanner, new FaultyWire(FaultRates.NONE, new SplittableRandom(2)), scannerPort);
    }

    String broker() {
        return broker.uri();
    }

    Path platformKey() {
        return platformKey;
    }

    /** What the mass with 20 kg on it really weighs here: another number is a scale that is off. */
    void referenceIs(String kilograms) {
        reference = new BigDecimal(kilograms);
    }

    /** Switches the platform on; it takes the facts of the gateways in these folders. */
    PlatformClient platform(Path... gateways) throws IOException {
        var client = new PlatformClient(new PlatformClient.Settings(broker.uri(), "centre",
                Stream.of(gateways).map(gateway -> gateway.resolve("gateway.pub")).toList(), null), platform,
                new PlatformListener() {});
        client.start();
        return client;
    }

    /** After the platform was switched off. */
    StandInPlatform stored() {
        return platform;
    }

    /** The bags that were put down; the reference mass is none. */
    synchronized List<Placement> placements() {
        return List.copyOf(placements);
    }

    /** Does what the sentence asks for. */
    synchronized void told(String sentence) {
        if (sentence.contains("take everything off")) {
            devices.act(pan::clear);
        } else if (sentence.contains("put the reference mass")) {
            devices.act(nowNanos -> pan.place(nowNanos, reference));
        } else if (sentence.contains("put a bag on the scale") && placedMillis == 0) {
            placedMillis = System.currentTimeMillis();
            devices.act(nowNanos -> {
                scanner.scan(nowNanos, "BAG-000042");
                pan.place(nowNanos, BAG);
            });
        } else if (sentence.contains("is saved here") && placedMillis > 0) {
            devices.act(pan::clear);
            placements.add(new Placement("bay-1", placedMillis, System.currentTimeMillis(), BAG, DIVISION));
            placedMillis = 0;
        }
    }

    @Override
    public void close() {
        devices.close();
        broker.close();
    }
}

package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.doctor.Code;
import io.steelyard.gateway.doctor.Finding;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.run.Time;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.uplink.PahoBroker;
import io.steelyard.sim.broker.EmbeddedBroker;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A doctor's visit while the real daemon weighs: nothing is wrong, and the daemon does not notice. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DoctorYardTest {
    @TempDir
    private Path folder;
    private final EmbeddedBroker broker = new EmbeddedBroker(EmbeddedBroker.ANY_PORT);
    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private final Witness witness = new Witness();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        broker.start();
        var pty = Pty.open();
        pty.linkAs(folder.resolve("scale"));
        devices.attach(new YaohuaScale("bay-1-scale", ScaleProfile.BENCH_60_KG, new Pan()),
                new FaultyWire(FaultRates.NONE, new SplittableRandom(1)), pty);
        devices.start();
    }

    @AfterEach
    void stop() {
        devices.close();
        broker.close();
    }

    @Test
    void a_yard_at_work_is_well_and_goes_on_undisturbed_and_its_own_view_is_told() throws Exception {
        var yard = new Yard(folder, broker.uri());
        yard.machineRoot = Path.of("/");
        yard.link = "serial:" + folder.resolve("scale");
        yard.kiosk = "listen = \"127.0.0.1:" + freePort() + "\"";
        var file = yard.config();
        var config = ConfigFile.read(file);
        yard.daemon = KioskPlace.of(config).map(place -> place);
        try (var _ = Daemon.start(config, around(config, yard.time()),
                (loop, bug) -> complaints.add(loop + ": " + bug))) {
            witness.await(0, "weighing", view -> view.phase() == Phase.PLACE_THE_BAG);
            witness.awaitOnline();
            yard.isWell();
            var codes = yard.examine().findings().stream().map(Finding::code).toList();
            assertTrue(codes.containsAll(List.of(Code.PORT, Code.DAEMON, Code.TOPICS, Code.JOURNAL)), codes::toString);
            assertTrue(!codes.contains(Code.SCALE), "the port is the daemon's: it is not opened a second time");
            var status = Cli.run("status", "--config", file);
            assertEquals(0, status.code(), status.out());
            assertTrue(status.out().startsWith("gw-1 runs\nbay-1: place the bag, 0.00 kg\njournal: "), status.out());
            assertTrue(status.out().contains("\nuplink: ok, connected\n"), status.out());
            assertTrue(Cli.run("status", "--json", "--config", file).out()
                    .startsWith("{\"daemon\":\"running\",\"trouble\":\"\","));
            var tail = Cli.run("tail", "--seconds", "1", "--config", file);
            assertEquals(0, tail.code(), tail.out());
            assertTrue(tail.out().contains(" bay-1: place the bag, 0.00 kg\n"), tail.out());
        }
        assertEquals(List.of("online"), witness.uplinkTold(), "the doctor is a client of its own");
        assertEquals(0, witness.count(view -> view.fault().isPresent()));
        assertEquals(List.of(), complaints.stream().filter(line -> !line.startsWith("kiosk on ")).toList());
        assertDownIsTold(file);
    }

    private static void assertDownIsTold(Path file) throws IOException {
        var down = "gw-1 is DOWN: no daemon runs; start it with: sudo systemctl start steelyard\njournal: ";
        var status = Cli.run("status", "--config", file);
        assertEquals(1, status.code());
        assertTrue(status.out().startsWith(down), status.out());
        assertTrue(status.out().contains(" wait, the oldest since "), status.out());
        var tail = Cli.run("tail", "--seconds", "1", "--config", file);
        assertEquals(1, tail.code());
        assertTrue(tail.out().startsWith(down), tail.out());
        var doctor = Cli.run("doctor", "--config", file);
        assertEquals(1, doctor.code());
        assertTrue(doctor.out().contains("[X] DAEMON-DOWN\n"), doctor.out());
        var json = Cli.run("doctor", "--json", "--config", file);
        assertTrue(json.out().startsWith("{\"verdict\":\"wrong\",\"millis\":"), json.out());
        assertTrue(DoctorCommand.json(file, SystemTime.open()).startsWith("{\"verdict\":\"wrong\",\"millis\":"),
                "what the daemon's page shows");
        assertTrue(json.out().contains("{\"code\":\"DAEMON-DOWN\",\"grade\":\"wrong\",\"subject\":\"\",\"evidence\":"),
                json.out());
    }

    private static int freePort() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private Surroundings around(GatewayConfig config, Time time) {
        var way = new PahoBroker(config.uplink().broker(), config.id(),
                Math.toIntExact(config.uplink().keepAlive().toSeconds()), time);
        return new Surroundings(time, new SecureRandom(), Connections.DISK, LinkAddress::open, way, witness,
                witness, complaints::add);
    }
}

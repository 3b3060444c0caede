package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.steelyard.gateway.config.ConfigFile;
import io.steelyard.gateway.config.GatewayConfig;
import io.steelyard.gateway.journal.Connections;
import io.steelyard.gateway.link.LinkAddress;
import io.steelyard.gateway.pin.MockChip;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.station.View.Phase;
import io.steelyard.gateway.uplink.BrokerException;
import io.steelyard.gateway.weighing.Outcome;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.platform.KeyFiles;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A bay with lamps and a card reader on bare wires: threads, clocks and SQLite are real, the GPIO is Pi4J's mock. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PinsEndToEndTest {
    private static final int D0 = 7;
    private static final int D1 = 8;
    private static final int READY = 9;
    private static final int RECORDED = 24;
    private static final int LID = 26;
    /** Facility 161, card 45763. */
    private static final String CARD = "01010000110110010110000110";
    /** Slow for a reader, so that a busy machine keeps the beat most of the time. */
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    @TempDir
    private Path folder = Path.of("");

    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private final Pan pan = new Pan();
    private final Witness witness = new Witness();
    private final List<String> deaths = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        var pty = Pty.open();
        pty.linkAs(folder.resolve("scale"));
        devices.attach(new YaohuaScale("bay-1-scale", ScaleProfile.BENCH_60_KG, pan),
                new FaultyWire(FaultRates.NONE, new SplittableRandom(1)), pty);
        devices.start();
    }

    @AfterEach
    void stop() {
        devices.close();
    }

    @Test
    void a_bag_is_weighed_with_a_wiegand_card_and_the_lamps_follow() throws Exception {
        try (var _ = Daemon.start(config("mock"), around(), (loop, bug) -> deaths.add(loop + ": " + bug))) {
            until(() -> MockChip.listened(D1) && MockChip.listened(LID));
            MockChip.drive(D0, true);
            MockChip.drive(D1, true);
            witness.await(0, "ready", view -> view.phase() == Phase.PLACE_THE_BAG);
            until(() -> MockChip.level(READY) && !MockChip.level(RECORDED));
            int mark = witness.mark();
            devices.act(nowNanos -> pan.place(nowNanos, new BigDecimal("7.35")));
            witness.await(mark, "asks for a card", view -> view.phase() == Phase.SCAN_THE_CODE);
            until(() -> !MockChip.level(READY));
            until(() -> {
                present(CARD);
                return MockChip.level(RECORDED);
            });
            var recorded = witness.await(mark, "recorded", view -> view.outcome() instanceof Outcome.Recorded);
            var codes = ((Outcome.Recorded) recorded.outcome()).weighed().codes().byKind().values();
            assertEquals(List.of("161-45763"), codes.stream().map(code -> code.text()).toList());
            devices.act(pan::clear);
            until(() -> MockChip.level(READY) && !MockChip.level(RECORDED));
            MockChip.drive(LID, true);
            until(() -> complaints.contains("bin-lid closed"));
        }
        assertEquals(List.of(), deaths);
        assertEquals(List.of("bin-lid open", "bin-lid closed"), complaints);
        assertTrue(MockChip.idle());
    }

    @Test
    void without_gpio_the_pins_are_told_once_and_weighing_goes_on() throws Exception {
        assumeFalse(Files.exists(Path.of("/dev/gpiochip0")),
                "a board would be switched");
        var config = Files.readString(write("board")).replaceAll("(?s)\\[\\[station.reader.*?\\n\\n", "")
                .replace("needs = [\"household\"]\n", "");
        var without = ConfigFile.read(Files.writeString(folder.resolve("gateway.toml"), config));
        try (var _ = Daemon.start(without, around(), (loop, bug) -> deaths.add(loop + ": " + bug))) {
            witness.await(0, "ready", view -> view.phase() == Phase.PLACE_THE_BAG);
            devices.act(nowNanos -> pan.place(nowNanos, new BigDecimal("7.35")));
            witness.await(0, "recorded", view -> view.outcome() instanceof Outcome.Recorded);
        }
        assertEquals(List.of(), deaths);
        assertEquals(
                List.of("pins faulted: open the board's GPIO: there is none (no /dev/gpiochip*); run on a Raspberry"
                        + " Pi, or write gpio = \"mock\" under [gateway] to go without; weighing goes on"),
                complaints);
    }

    private void present(String bits) {
        for (int index = 0; index < bits.length(); index++) {
            int line = bits.charAt(index) == '0' ? D0 : D1;
            MockChip.drive(line, false);
            MockChip.drive(line, true);
            LockSupport.parkNanos(BEAT_NANOS);
        }
        LockSupport.parkNanos(10 * BEAT_NANOS); // the silence behind a word
    }

    private static void until(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private GatewayConfig config(String gpio) throws Exception {
        return ConfigFile.read(write(gpio));
    }

    private Path write(String gpio) throws IOException {
        KeyFiles.writePublic(folder.resolve("platform.pub"), KeyFiles.newPair().getPublic());
        return Files.writeString(folder.resolve("gateway.toml"), """
                [gateway]
                id = "gw-pins"
                city = "hangzhou"
                data = "data"
                gpio = "%s"

                [kiosk]
                listen = "off"

                [uplink]
                broker = "tcp://127.0.0.1:1883"
                platform_key = "platform.pub"

                [[station]]
                name = "bay-1"
                needs = ["household"]

                [station.scale]
                name = "bay-1-scale"
                dialect = "yaohua-continuous-0"
                link = "serial:%s"
                unit = "kg"
                division = "0.01"
                max = "60.00"

                [[station.reader]]
                name = "bay-1-card"
                dialect = "wiegand"
                reads = "household"
                link = "gpio:d0=7,d1=8"

                [[pin]]
                name = "bay-1-white"
                line = 9
                role = "lamp"
                shows = "ready"

                [[pin]]
                name = "bay-1-green"
                line = 24
                role = "lamp"
                shows = "recorded"

                [[pin]]
                name = "bin-lid"
                line = 26
                role = "lid"
                """.formatted(gpio, folder.resolve("scale")));
    }

    private Surroundings around() throws IOException {
        return new Surroundings(SystemTime.open(), new SecureRandom(), Connections.DISK, LinkAddress::open,
                (_, _, _) -> {
                    throw new BrokerException("no broker");
                }, witness, witness, complaints::add);
    }
}

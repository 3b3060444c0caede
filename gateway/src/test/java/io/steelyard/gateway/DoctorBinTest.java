package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.doctor.Code;
import io.steelyard.gateway.doctor.Finding;
import io.steelyard.gateway.uplink.ScriptedBroker;
import io.steelyard.gateway.uplink.ScriptedBroker.Script;
import io.steelyard.sim.bin.Bin;
import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.IoModule;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.ModbusScale;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.Rdm6300Reader;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.device.YaohuaScale;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A doctor's visit to a bin whose daemon is down: the demo's bin on pseudo-terminals, and no station. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DoctorBinTest {
    private static final String FILL = """
            [bin.compartment.fill]
            name = "paper-fill"
            dialect = "a02yyuw"
            link = "serial:%s/paper-fill"
            empty_mm = 900
            full_mm = 200

            [bin.compartment.scale]
            """;

    @TempDir
    private Path folder;
    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private final IoModule board = new IoModule("bin-1-io", 1, LineRate.eightN1(9600));
    private ScriptedBroker broker;
    private Yard yard;
    private String bin;

    @BeforeEach
    void build() throws Exception {
        broker = ScriptedBroker.playing(Script.HAS_NO_SUBSCRIBERS);
        yard = new Yard(folder, broker.uri());
        yard.machineRoot = Path.of("/");
        try (var demo = Objects.requireNonNull(Bin.class.getResourceAsStream("/demo/smart-bin.toml"))) {
            bin = new String(demo.readAllBytes(), StandardCharsets.UTF_8);
        }
        board.input(0, true);
        board.input(1, true);
        plug(new Rdm6300Reader("bin-1-card", Rdm6300Reader.LINE));
        plug(new YaohuaScale("paper-scale", ScaleProfile.BENCH_60_KG, new Pan()));
        plug(new ModbusScale("glass-scale", ScaleProfile.BENCH_60_KG, new Pan()));
    }

    @AfterEach
    void end() throws IOException {
        devices.close();
        broker.close();
    }

    private void plug(Device device) throws IOException {
        devices.attach(device, new FaultyWire(FaultRates.NONE, new SplittableRandom(1)), pty(device.name()));
    }

    private Pty pty(String name) throws IOException {
        var pty = Pty.open();
        pty.linkAs(folder.resolve(name));
        return pty;
    }

    /** What was found of the bin's own devices. */
    private List<Finding> found() throws IOException {
        devices.start();
        var config = Files.writeString(folder.resolve("bin.toml"), """
                [gateway]
                id = "gw-1"
                city = "hangzhou"
                data = "data"
                [uplink]
                broker = "%s"
                platform_key = "platform.pub"
                """.formatted(yard.broker) + bin.replace("%s", folder.toString()));
        return yard.examine(config).findings().stream().filter(one -> !one.subject().isEmpty())
                .filter(one -> one.code() != Code.PORT).toList();
    }

    private static List<String> told(List<Finding> found) {
        return found.stream().map(one -> one.subject() + " " + one.code().text()).sorted().toList();
    }

    @Test
    void every_device_of_a_bin_is_listened_to_and_its_doors_are_told() throws Exception {
        plug(board);
        assertEquals(List.of("bin-1-card READER", "glass-lid DOOR", "glass-scale SCALE", "io IO-BOARD",
                "paper-lid DOOR", "paper-scale SCALE"), told(found()));
    }

    @Test
    void a_door_that_does_not_say_it_is_shut_is_told_with_where_its_switch_is_wired() throws Exception {
        plug(board);
        board.input(1, false);
        var open = found().stream().filter(one -> one.code() == Code.DOOR_OPEN).toList();
        assertEquals(List.of("glass-lid DOOR-OPEN"), told(open));
        assertEquals("the door of glass stands open, or its switch does not answer", open.getFirst().evidence());
        assertTrue(open.getFirst().remedy().contains("its wires to input 1 of the board"), open.getFirst().remedy());
    }

    @Test
    void a_board_that_does_not_answer_leaves_the_doors_unknown() throws Exception {
        try (var _ = pty("bin-1-io")) {
            var found = found();
            assertTrue(told(found).contains("io IO-BOARD-SILENT"), () -> told(found).toString());
            assertTrue(found.stream().noneMatch(one -> one.code() == Code.DOOR || one.code() == Code.DOOR_OPEN));
            assertEquals("nothing heard in 2 s, though asked: no lock opens, and nobody knows how the doors stand",
                    found.stream().filter(one -> one.code() == Code.IO_BOARD_SILENT).findFirst().orElseThrow()
                            .evidence());
        }
    }

    @Test
    void a_sensor_that_says_nothing_is_told() throws Exception {
        plug(board);
        bin = bin.replaceFirst("\\[bin.compartment.scale]\n", FILL);
        try (var _ = pty("paper-fill")) {
            var found = found();
            assertTrue(told(found).contains("paper-fill SENSOR-SILENT"), () -> told(found).toString());
        }
    }
}

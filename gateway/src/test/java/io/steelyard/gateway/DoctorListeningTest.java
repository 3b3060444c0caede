package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.doctor.Code;
import io.steelyard.gateway.doctor.Finding;
import io.steelyard.gateway.doctor.Grade;
import io.steelyard.gateway.uplink.ScriptedBroker;
import io.steelyard.gateway.uplink.ScriptedBroker.Script;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.ScriptFile;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** No daemon holds the ports, so the doctor listens for himself: real pseudo-terminals with devices on them, or none. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DoctorListeningTest {
    private static final String READER = """
            [[station.reader]]
            name = "bay-1-card"
            dialect = "rdm6300"
            reads = "household"
            link = "%s"
            """;

    @TempDir
    private Path folder;
    private final DeviceLoop devices = new DeviceLoop(_ -> {});
    private ScriptedBroker broker;
    private Yard yard;

    @BeforeEach
    void build() throws Exception {
        broker = ScriptedBroker.playing(Script.HAS_NO_SUBSCRIBERS);
        yard = new Yard(folder, broker.uri());
        yard.machineRoot = Path.of("/");
    }

    @AfterEach
    void end() throws IOException {
        devices.close();
        broker.close();
    }

    private Pty pty(String name) throws IOException {
        var pty = Pty.open();
        pty.linkAs(folder.resolve(name));
        return pty;
    }

    private String device(String kind) throws Exception {
        var pty = pty(kind);
        var script = ScriptFile.parse("[[device]]\nname = \"" + kind + "\"\nwire = \"pty\"\nkind = \"" + kind + "\"\n");
        devices.attach(Cast.of(script).device(kind), new FaultyWire(FaultRates.NONE, new SplittableRandom(1)), pty);
        return "serial:" + folder.resolve(kind);
    }

    /** What was found of the devices, and nothing wrong beside it but that no daemon runs. */
    private List<Finding> heard() throws IOException {
        devices.start();
        return yard.examine().findings().stream().filter(one -> one.grade() == Grade.WRONG || one.code() == Code.SCALE
                || one.code() == Code.READER).filter(one -> one.code() != Code.DAEMON_DOWN).toList();
    }

    @Test
    void a_scale_that_speaks_its_dialect_and_a_reader_without_a_card_are_well() throws Exception {
        try (var _ = pty("reader")) {
            yard.link = device("yaohua-continuous-0");
            yard.more = READER.formatted("serial:" + folder.resolve("reader"));
            var heard = heard();
            assertEquals(List.of(Code.SCALE, Code.READER), heard.stream().map(Finding::code).toList(), heard::toString);
            assertTrue(heard.getFirst().evidence().contains(" good frames"), heard.getFirst().evidence());
            assertEquals("nothing heard in 2 s, as from a reader with nothing in front of it",
                    heard.getLast().evidence());
        }
    }

    @Test
    void a_scale_that_says_nothing() throws Exception {
        try (var _ = pty("scale")) {
            yard.link = "serial:" + folder.resolve("scale");
            var found = heard().getFirst();
            assertEquals(Code.SCALE_SILENT, found.code());
            assertTrue(
                    found.remedy().contains("check its power") && found.remedy().contains("`steelyard detect serial:"),
                    found.remedy());
        }
    }

    @Test
    void a_scale_of_another_dialect() throws Exception {
        yard.link = device("toledo-continuous");
        var found = heard().getFirst();
        assertEquals(Code.SCALE_GARBLED, found.code());
        assertTrue(found.evidence().contains(" 0 of them in 0 good frames"), found.evidence());
        assertTrue(found.remedy().startsWith("compare dialect and line in the configuration with the device"),
                found.remedy());
    }

    @Test
    void a_reader_that_hears_noise() throws Exception {
        yard.link = device("yaohua-continuous-0");
        yard.more = READER.formatted(device("toledo-continuous"));
        var found = heard().stream().filter(one -> one.subject().equals("bay-1-card")).findFirst().orElseThrow();
        assertEquals(Code.READER_NOISE, found.code());
        assertTrue(found.remedy().contains("keep the antenna away from motors"), found.remedy());
    }
}

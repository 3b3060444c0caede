package io.steelyard.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.device.Device;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.script.Cast;
import io.steelyard.sim.script.ScriptException;
import io.steelyard.sim.script.ScriptFile;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import io.steelyard.sim.wire.TcpPort;
import io.steelyard.sim.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code steelyard detect} as typed, against devices on real pseudo-terminals and sockets. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DetectCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final DeviceLoop devices = new DeviceLoop(_ -> {});

    @AfterEach
    void stop() {
        devices.close();
    }

    private Path pty(String kind) throws IOException, ScriptException {
        var pty = Pty.open();
        var port = folder.resolve(kind);
        pty.linkAs(port);
        attach(kind, pty);
        return port;
    }

    private Device attach(String kind, Wire wire) throws ScriptException {
        var script = ScriptFile.parse("[[device]]\nname = \"device-1\"\nwire = \"pty\"\nkind = \"" + kind + "\"\n");
        var device = Cast.of(script).device("device-1");
        devices.attach(device, new FaultyWire(FaultRates.NONE, new SplittableRandom(1)), wire);
        devices.start();
        return device;
    }

    @Test
    void a_scale_that_speaks_is_told_in_lines_for_the_configuration() throws Exception {
        var port = pty("toledo-continuous");
        var told = Cli.run("detect", port);
        var lines = told.out().lines().toList();
        assertTrue(lines.getFirst().startsWith("# for [station.scale]; confidence high: "), told.out());
        assertEquals(
                List.of("dialect = \"toledo-continuous\"", "link = \"serial:" + port + "\"", "line = \"9600 8N1\""),
                lines.subList(1, lines.size()));
        assertEquals("detect: listening at 9600 8N1 …", told.err().strip());
        assertEquals(0, told.code());
    }

    @Test
    void a_scale_that_is_silent_is_asked() throws Exception {
        var port = pty("sma");
        var told = Cli.run("detect", "--json", "serial:" + port);
        assertTrue(told.out().startsWith("{\"verdict\":\"found\",\"link\":\"serial:" + port
                + "\",\"dialect\":\"sma\",\"device\":\"scale\",\"line\":\"9600 8N1\",\"evidence\":\"3 frames, "),
                told.out());
        assertTrue(told.out().strip().endsWith("\"confidence\":\"fair\"}"), told.out());
        assertEquals(List.of("detect: listening at 9600 8N1 …", "detect: listening at 115200 8N1 …",
                "detect: asking at 9600 8N1 …"), told.err().lines().toList());
        assertEquals(0, told.code());
    }

    @Test
    void behind_a_converter_the_line_is_not_tried_and_not_told() throws Exception {
        var port = TcpPort.open(0);
        var device = attach("radwag", port);
        var told = Cli.run("detect", "tcp://127.0.0.1:" + port.port());
        var lines = told.out().lines().toList();
        assertEquals(List.of("dialect = \"radwag\"", "link = \"tcp://127.0.0.1:" + port.port() + "\""),
                lines.subList(1, lines.size()));
        assertTrue(told.err().startsWith("detect: the line settings behind tcp://127.0.0.1:" + port.port()
                + " are its converter's; "), told.err());
        assertEquals(0, told.code());
        devices.close();
        assertEquals(0, device.commandsThatChange());
    }

    @Test
    void doubt_is_told_and_leaves_the_choice_to_who_pastes() throws Exception {
        var told = Cli.run("detect", "--line", "9600 8N1", pty("kern-kcp"));
        assertTrue(told.out().startsWith("# ambiguous: these are one protocol under two makers' names\n# to decide: "),
                told.out());
        assertTrue(told.out().contains("\n# dialect = \"mt-sics\"   # [station.scale], "), told.out());
        assertTrue(told.out().contains("\n# dialect = \"kern-kcp\"   # [station.scale], "), told.out());
        assertTrue(told.out().lines().noneMatch(line -> line.startsWith("dialect")), told.out());
        assertEquals(1, told.code());
    }

    @Test
    void silence_is_told_with_what_to_try() throws Exception {
        var told = Cli.run("detect", "--seconds", "1", pty("scanner"));
        var lines = told.out().lines().toList();
        assertEquals("# nothing recognised: silence", lines.getFirst());
        assertTrue(lines.get(1).startsWith("# - power: "), told.out());
        assertTrue(told.err().strip().endsWith("give it more --seconds."), told.err());
        assertEquals(1, told.code());
        var json = Cli.run("detect", "--json", "--seconds", "1", folder.resolve("scanner"));
        assertTrue(json.out().startsWith("{\"verdict\":\"nothing\",\"link\":\"serial:" + folder.resolve("scanner")
                + "\",\"bytes\":0,\"heard\":\"silence\",\"advice\":[\"power: "), json.out());
    }

    @Test
    void a_port_that_cannot_be_opened_is_told_with_its_remedy() {
        var told = Cli.run("detect", folder.resolve("none"));
        assertEquals("detect: open serial:" + folder.resolve("none")
                + ": no such port; plug the device in or correct the link's path.",
                told.err().lines().toList().getLast());
        assertEquals("", told.out());
        assertEquals(3, told.code());
    }

    @Test
    void a_file_and_a_port_where_nobody_listens_cannot_be_opened() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        assertEquals(3, Cli.run("detect", file).code());
        var port = TcpPort.open(0);
        port.close();
        assertEquals(3, Cli.run("detect", "tcp://127.0.0.1:" + port.port()).code());
    }

    @Test
    void what_is_no_port_no_line_or_no_time_is_wrong_use() {
        for (var words : List.of(List.of("scale-1"), List.of("tcp://host"), List.of("/dev/x", "--line", "9600"),
                List.of("/dev/x", "--seconds", "0"), List.of("/dev/x", "--seconds", "3601"), List.<String>of())) {
            var asked = new ArrayList<Object>(List.of("detect"));
            asked.addAll(words);
            var told = Cli.run(asked.toArray());
            assertEquals(2, told.code(), words + told.err());
            assertEquals("", told.out());
        }
    }
}

package io.steelyard.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SimCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_short_script_runs_and_tells_addresses_and_events() throws IOException {
        assertEquals(0, run("sim", "--exit-when-done", "--script", script("""
                [[device]]
                name = "scanner"
                kind = "scanner"
                wire = "tcp:0"
                [[event]]
                at = "20 ms"
                device = "scanner"
                scan = "BAG-0001"
                """)));
        assertTrue(out.toString().matches(
                "scanner scanner tcp://127\\.0\\.0\\.1:\\d+\\R   0\\.020 s  scanner  scan BAG-0001\\R"),
                out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void a_bad_script_is_wrong_use_and_every_fault_is_printed() throws IOException {
        assertEquals(2, run("sim", "--script", script("[[device]]\nname = \"scale\"\n[[event]]\nat = \"1 s\"\n")));
        assertTrue(err.toString().contains("device[0].kind: missing: "), err.toString());
        assertTrue(err.toString().contains("event[0].device: missing: "), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void a_script_that_is_not_there_or_a_place_that_is_taken_cannot_run() throws IOException {
        assertEquals(3, run("sim", "--script", folder.resolve("none.toml").toString()));
        Path taken = Files.writeString(folder.resolve("taken"), "kept");
        assertEquals(3, run("sim", "--script", script("""
                [[device]]
                name = "scanner"
                kind = "scanner"
                wire = "pty"
                link = "%s"
                """.formatted(taken))));
        assertTrue(err.toString().contains("scanner: link " + taken), err.toString());
    }

    @Test
    void without_a_command_or_with_an_unknown_option_it_is_wrong_use() {
        assertEquals(2, run());
        assertEquals(2, run("sim", "--nonsense"));
    }

    private String script(String toml) throws IOException {
        return Files.writeString(folder.resolve("script.toml"), toml).toString();
    }

    private int run(String... args) {
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}

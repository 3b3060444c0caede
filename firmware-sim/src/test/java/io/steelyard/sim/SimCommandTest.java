package io.steelyard.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void a_recording_is_played_back_to_whoever_opens_the_line() throws IOException, InterruptedException {
        String recording = transcript("< 02 2B 30\n@0.05 < 31 03\n");
        Thread sim = new Thread(
                () -> run("sim", "--replay", recording, "--wire", "tcp:0", "--after", "0.1", "--again"), "sim");
        sim.start();
        try (var host = new Socket(InetAddress.getLoopbackAddress(), portTold(recording))) {
            // it may be anywhere in the recording when the line is opened
            StringBuilder heard = new StringBuilder();
            while (heard.indexOf("022b303103") < 0) {
                heard.append("%02x".formatted(host.getInputStream().read()));
            }
        } finally {
            sim.interrupt();
            sim.join();
        }
    }

    @Test
    void a_recording_ends_when_it_is_done_and_its_pty_has_a_second_name() throws IOException {
        String recording = transcript("@0.01 < 02\n");
        Path link = folder.resolve("scale");
        assertEquals(0,
                run("sim", "--replay", recording, "--link", link.toString(), "--after", "0", "--exit-when-done"));
        assertTrue(out.toString().matches("\\Q" + recording + "\\E replay serial:/dev/pts/\\d+ \\Q" + link + "\\E\\R"),
                out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void a_faulty_recording_is_wrong_use_and_every_fault_is_printed() throws IOException {
        String recording = transcript("@0.2 < 02\n@0.1 < 0G\n");
        assertEquals(2, run("sim", "--replay", recording));
        assertEquals(List.of(recording + " cannot be used:",
                "  line 2: \"@0.1\": write a time no earlier than the one before it",
                "  line 2: \"0G\": write each byte as two hex digits, parted by spaces, as \"02 2B 30\""),
                err.toString().lines().toList());
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--script a --replay b         | --script and --replay exclude each other: run sim twice, or leave one out",
            "--exit-when-done              | say what to run: --script FILE, --replay FILE, --consumer-test or --import FILE",
            "--consumer-test --script a    | --consumer-test runs alone: leave --script and --replay out",
            "--consumer-test --stored a --stored-command b | --stored and --stored-command: give one of them",
            "--consumer-test --patience 0  | --patience 0.0: write more than 0, and 3600 seconds at most",
            "--replay b --wire usb         | --wire usb: write pty or tcp:7001",
            "--replay b --wire tcp:1 --link l | --link: leave it out, only a pty can have a second name",
            "--replay b --after -1         | --after -1.0: write 0 to 86400 seconds",
            "--replay b --baud 1           | --baud 1: write a whole number from 300 to 1000000",
            "--replay b --again --exit-when-done | --again never ends: leave out --exit-when-done"})
    void what_does_not_go_together_is_one_sentence(String options, String sentence) {
        String[] args = ("sim " + options).split(" +");
        assertEquals(2, run(args));
        assertEquals(sentence, err.toString().lines().findFirst().orElseThrow());
    }

    @Test
    void a_broker_that_is_not_there_cannot_be_tried_out_at() {
        assertEquals(3, run("sim", "--consumer-test", "--broker", "tcp://127.0.0.1:1", "--keys",
                folder.resolve("keys").toString()));
        assertTrue(err.toString().startsWith("cannot try out the consumer: connect to tcp://127.0.0.1:1: "),
                err.toString());
        assertTrue(Files.exists(folder.resolve("keys/gateway.pub")));
    }

    @Test
    void without_a_command_or_with_an_unknown_option_it_is_wrong_use() {
        assertEquals(2, run());
        assertEquals(2, run("sim", "--nonsense"));
    }

    private String script(String toml) throws IOException {
        return Files.writeString(folder.resolve("script.toml"), toml).toString();
    }

    private String transcript(String text) throws IOException {
        return Files.writeString(folder.resolve("transcript.txt"), text).toString();
    }

    private int portTold(String recording) throws InterruptedException {
        Pattern told = Pattern.compile("\\Q" + recording + "\\E replay tcp://127\\.0\\.0\\.1:(\\d+)\\R");
        while (true) {
            Matcher matcher = told.matcher(out.toString());
            if (matcher.matches()) {
                return Integer.parseInt(matcher.group(1));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private int run(String... args) {
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}

package io.steelyard.gateway.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.steelyard.gateway.link.Link;
import io.steelyard.gateway.run.ModelTime;
import io.steelyard.gateway.run.Time;
import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.MtSicsScale;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.ScaleProfile;
import io.steelyard.sim.wire.DeviceLoop;
import io.steelyard.sim.wire.Pty;
import picocli.CommandLine;

/** The file of a recording, and the command that makes it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RecordCommandTest {

    private static final long MILLISECOND = 1_000_000L;

    @TempDir
    private Path folder = Path.of("");

    /** What one run answered. */
    private record Run(int exitCode, String out, String err) {}

    /** Goes on by 25 ms each time it is asked, and by an hour once the file is as long as the test wants. */
    private static final class UntilLong implements Time {
        private final Path file;
        private final long bytesMin;
        private long nowNanos;

        UntilLong(Path file, long bytesMin) {
            this.file = file;
            this.bytesMin = bytesMin;
        }

        @Override
        public long monotonicNanos() {
            try {
                boolean enough = Files.exists(file) && Files.size(file) >= bytesMin;
                nowNanos += enough ? TimeUnit.HOURS.toNanos(1) : 25 * MILLISECOND;
                return nowNanos;
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
        }

        @Override
        public Instant wall() {
            return ModelTime.START;
        }

        @Override
        public boolean wallTrusted() {
            return false;
        }

        @Override
        public String boot() {
            return "boot-1";
        }
    }

    @Test
    void what_a_scale_answered_is_decoded_from_its_recording() throws IOException {
        Path file = folder.resolve("scale.txt");
        Path port = folder.resolve("scale");
        var pan = new Pan();
        pan.place(0, new BigDecimal("7.35"));
        try (var devices = new DeviceLoop(_ -> {}); var pty = Pty.open()) {
            pty.linkAs(port);
            devices.attach(new MtSicsScale("scale", ScaleProfile.BENCH_60_KG, pan, "1"),
                    new FaultyWire(FaultRates.NONE, RandomGenerator.getDefault()), pty);
            devices.start();
            Run run = run(new RecordCommand(new UntilLong(file, 2_000)), "serial:" + port, "--out", file.toString(),
                    "--dialect", "mt-sics", "--seconds", "3000");
            assertEquals(0, run.exitCode(), run.err());
            assertTrue(run.out().contains(" bytes in all, kept in " + file), run.out());
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(List.of("# port serial:" + port, "# line 9600 8N1", "# dialect mt-sics, asked SI CR LF"),
                lines.subList(0, 3));
        assertTrue(lines.get(3).startsWith("# software "), lines.get(3));
        assertEquals("# begun 2026-11-21T08:05:12Z by a clock that nothing has set since it was switched on",
                lines.get(4));
        assertTrue(lines.stream().anyMatch(line -> line.endsWith(" > 53 49 0D 0A")), "the question is recorded");

        var out = new StringWriter();
        try (var text = Files.newInputStream(file)) {
            assertEquals(0, new CommandLine(new DecodeCommand(text)).setOut(new PrintWriter(out))
                    .execute("--dialect", "mt-sics", "--transcript"));
        }
        String reading = "{\"kind\":\"reading\",\"value\":\"7.35\",\"unit\":\"kg\",\"stable\":true,\"mode\":null,"
                + "\"capturable\":true,\"flags\":[]}";
        long readings = out.toString().lines().filter(reading::equals).count();
        assertTrue(readings > 2, out.toString());
        // an answer may be cut in two, by the clock's jump or while this machine has no time for the device
        assertTrue(out.toString().lines().filter(line -> line.contains("garbage")).count() < readings, out.toString());
    }

    @Test
    void nothing_heard_is_said_with_what_to_do() throws IOException {
        Path file = folder.resolve("nothing.txt");
        try (var pty = Pty.open()) {
            var told = "record: nothing heard on " + pty.path()
                    + "; check the device's power, cable and output, try other"
                    + " settings with --line, and --dialect if it speaks only when asked\n";
            Run run = run(new RecordCommand(new UntilLong(file, 0)), pty.path(), "--out", file.toString(), "--seconds",
                    "1");
            assertEquals(new Run(1, "recording serial:" + pty.path() + ", 9600 8N1, to " + file + " for 1 s\n", told),
                    run);
        }
        assertEquals("# no dialect was named, nothing was asked", Files.readAllLines(file).get(2));
    }

    @Test
    void a_dialects_usual_line_is_taken_unless_another_is_named() throws IOException {
        for (var line : List.of(List.of("# line 9600 7O1"), List.of("# line 1200 8N2", "--line", "1200 8N2"))) {
            Path file = folder.resolve(line.getFirst().replace(' ', '-'));
            try (var pty = Pty.open()) {
                List<String> words = new ArrayList<>(List.of(pty.path(), "--out", file.toString(), "--seconds", "1",
                        "--dialect", "rice-lake-condec"));
                words.addAll(line.subList(1, line.size()));
                assertEquals(1,
                        run(new RecordCommand(new UntilLong(file, 0)), words.toArray(String[]::new)).exitCode());
            }
            assertEquals(line.getFirst(), Files.readAllLines(file).get(1));
        }
    }

    @Test
    void an_existing_file_is_never_overwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("precious.txt"), "precious");
        assertEquals(
                new Run(2, "",
                        "record: record to " + file + ": the file exists and is not overwritten; name another\n"),
                run(new RecordCommand(), "/dev/null", "--out", file.toString()));
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void what_is_asked_wrongly_is_one_sentence_and_leaves_no_file() {
        refused(2, "the port \"ttyUSB0\" must be serial:/dev/…, serial:usb:1-1.2 or tcp://host:port", "ttyUSB0");
        refused(2, "--line \"9600\" must be line settings as \"9600 8N1\"", "/dev/null", "--line", "9600");
        refused(2, "--seconds 0 must be at least 1", "/dev/null", "--seconds", "0");
        refused(2, "there is no dialect \"toledo\"; `steelyard decode --help` lists them", "/dev/null", "--dialect",
                "toledo");
        Path none = folder.resolve("none");
        refused(3, "open serial:" + none + ": no such port; plug the device in or correct the link's path",
                none.toString());
    }

    private void refused(int exitCode, String sentence, String... words) {
        Path file = folder.resolve("wrong.txt");
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--out", file.toString()));
        assertEquals(new Run(exitCode, "", "record: " + sentence + "\n"),
                run(new RecordCommand(), all.toArray(String[]::new)));
        assertFalse(Files.exists(file));
    }

    @Test
    void a_folder_that_is_not_there_is_said() throws IOException {
        Path file = folder.resolve("none").resolve("file.txt");
        try (var pty = Pty.open()) {
            assertEquals(
                    new Run(3, "", "record: record to " + file + ": the file cannot be made there; name another\n"),
                    run(new RecordCommand(), pty.path(), "--out", file.toString()));
        }
    }

    @Test
    void every_line_is_in_the_file_before_the_next_is_awaited() throws IOException {
        var file = new ByteArrayOutputStream();
        var time = new ModelTime();
        var recording = new Recording(file, time, _ -> {});
        recording.note("port x");
        assertEquals("# port x\n", text(file));

        time.passes(104_211_999);
        recording.bytes(time.monotonicNanos(), new byte[]{2, 0x2B, 9}, 2);
        assertEquals("# port x\n@0.104211 < 02 2B\n", text(file));

        time.passes(MILLISECOND);
        recording.quiet(time.monotonicNanos());
        recording.recorded(new Deaf()).write(new byte[]{'S'});
        assertEquals("# port x\n@0.104211 < 02 2B\n@0.105211 > 53\n", text(file));
        assertEquals(2, recording.bytesHeard());
        recording.check();
    }

    @Test
    void a_lost_device_is_told_and_noted() {
        var file = new ByteArrayOutputStream();
        List<String> told = new ArrayList<>();
        var time = new ModelTime();
        var recording = new Recording(file, time, told::add);
        recording.up(time.monotonicNanos());
        time.passes(7_900 * MILLISECOND);
        recording.lost(time.monotonicNanos(), "unplugged");
        recording.up(time.monotonicNanos());

        assertEquals(List.of("unplugged"), told);
        assertEquals("# lost after 7 s: unplugged\n", text(file));
    }

    @Test
    void a_full_disk_ends_the_recording() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        var recording = new Recording(full, new ModelTime(), _ -> {});
        recording.bytes(ModelTime.START_NANOS, new byte[]{1}, 1);
        recording.bytes(ModelTime.START_NANOS, new byte[]{1}, 1);
        assertEquals("No space left on device", assertThrows(IOException.class, recording::check).getMessage());
    }

    @Test
    void a_recorded_link_is_the_link() throws IOException {
        var link = new Deaf();
        var recorded = new Recording(new ByteArrayOutputStream(), new ModelTime(), _ -> {}).recorded(link);
        recorded.write(new byte[]{'S', 'I'});
        assertArrayEquals(new byte[]{'S', 'I'}, link.sent.toByteArray());
        assertEquals(Link.GONE, recorded.read(new byte[1]));
        recorded.close();
        assertTrue(link.closed);
    }

    /** A link whose device is gone. */
    private static final class Deaf implements Link {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private boolean closed;

        @Override
        public int read(byte[] buffer) {
            return GONE;
        }

        @Override
        public void write(byte[] bytes) {
            sent.writeBytes(bytes);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static String text(ByteArrayOutputStream file) {
        return file.toString(StandardCharsets.UTF_8);
    }

    private static Run run(RecordCommand command, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(words);
        return new Run(exitCode, out.toString(), err.toString());
    }
}

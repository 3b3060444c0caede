package io.steelyard.gateway.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.run.WatchedRunner;
import io.steelyard.gateway.run.Watchdog;
import io.steelyard.sim.wire.Pty;
import io.steelyard.sim.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Serial ports are pseudo-terminals here, named by a symbolic link as udev names an adapter. */
final class SerialLinkTest extends LinkContract {
    private static final LineSettings LINE = new LineSettings(9600, 8, LineSettings.Parity.N, 1);
    private static final int WRITTEN_AT_ONCE_BYTES = 16_384;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** So that the looks after which a call hangs take longer than a read waits. */
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long TOLD_SECONDS_MAX = 50;

    @TempDir
    private Path folder = Path.of("");

    @Override
    Wire plug() throws IOException {
        var pty = Pty.open();
        pty.linkAs(port());
        return pty;
    }

    @Override
    LinkAddress address() {
        return new SerialAddress(port().toString(), LINE);
    }

    private Path port() {
        return folder.resolve("scale");
    }

    @Test
    void a_missing_port_is_named_with_its_remedy() {
        assertEquals("open serial:" + folder.resolve("none")
                + ": no such port; plug the device in or correct the link's path", refusal(folder.resolve("none")));
    }

    @Test
    void a_port_whose_device_was_pulled_is_missing() throws IOException {
        unplug();
        assertTrue(refusal(port()).endsWith(": no such port; plug the device in or correct the link's path"));
    }

    @Test
    void a_regular_file_is_not_a_serial_port() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var said = refusal(file);
        assertTrue(said.startsWith("open serial:" + file + ": ") && said.contains("not a serial port"), said);
    }

    @Test
    void a_port_that_another_program_has_locked_is_busy_and_the_remedy_names_who_tells() throws Exception {
        var holder = new ProcessBuilder("flock", port().toRealPath().toString(), "sh", "-c", "echo locked; exec cat")
                .start();
        try (var said = holder.inputReader(); var _ = holder.getOutputStream()) {
            assertEquals("locked", said.readLine());
            assertEquals(
                    "open serial:" + port()
                            + ": busy; end the program that holds it, `steelyard ports` or `fuser` names it",
                    refusal(port()));
        }
        holder.waitFor();
        address().open().close();
    }

    @Test
    void a_port_that_this_process_is_in_already_is_not_touched_again_under_any_name() throws IOException {
        var real = port().toRealPath();
        try (var first = address().open()) {
            var said = refusal(real);
            assertTrue(said.startsWith("open serial:" + real + ": this process has it open already, "), said);
            talk(first);
        }
        new SerialAddress(real.toString(), LINE).open().close();
    }

    @Test
    void closing_a_link_again_does_not_give_away_the_port_of_the_next() throws IOException {
        var first = address().open();
        first.close();
        try (var second = address().open()) {
            first.close();
            assertTrue(refusal(port()).contains(": this process has it open already, "));
            talk(second);
        }
    }

    @Test
    void a_port_that_did_not_open_can_be_tried_again() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var said = refusal(file);
        assertEquals(said, refusal(file));
    }

    /**
     * A terminal whose other end nobody reads takes some 70 KB, then a write waits: as long as nobody reads and nobody pulls it.
     */
    @Test
    void a_write_that_waits_for_ever_is_given_up_and_the_device_works_again_when_it_is_replugged() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        var time = SystemTime.open();
        var loop = new LinkLoop("scale", address()::open, new Reasons(told),
                Optional.of(new Poll(new byte[WRITTEN_AT_ONCE_BYTES], 1)),
                new Backoff(PAUSE_NANOS, PAUSE_NANOS, new SplittableRandom(1)), time);
        var runners = new ArrayList<WatchedRunner>();
        try (var runner = new WatchedRunner(loop, time, (dead, bug) -> told.add(dead + " died: " + bug))) {
            runners.add(runner);
            runner.start();
            var watchdog = new Watchdog(runners, _ -> {});
            long lookNanos = 0;
            var said = "";
            while (!said.startsWith("write scale: no answer for ")) {
                watchdog.step(lookNanos += Watchdog.LOOK_NANOS);
                said = String.valueOf(told.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            }
            assertTrue(awaitTold(told).contains(": this process has it open already, "));
            unplug();
            plugIn();
            while (!said.equals("up")) {
                said = awaitTold(told);
            }
        }
    }

    /** Root may open everything: then the file tells nothing, and the sentence is asked for by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"---------", "r--------", "-w-------"})
    void a_port_without_permission_names_the_group(String permissions) throws IOException {
        var file = Files.createFile(folder.resolve("forbidden"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        boolean root = Files.isReadable(file) && Files.isWritable(file);
        var said = root ? SerialLink.forbidden(new SerialAddress(file.toString(), LINE)).getMessage() : refusal(file);
        assertEquals("open serial:" + file + ": permission denied; add the user " + System.getProperty("user.name")
                + " to the group dialout and start again", said);
    }

    @Test
    void every_line_setting_that_can_be_written_opens_a_port() throws IOException {
        for (var written : List.of("300 7E1", "1200 7O2", "9600 8N1", "19200 8E1", "115200 8N2", "460800 8O1")) {
            var line = LineSettings.parse(written).orElseThrow();
            assertEquals(written, line.toString());
            new SerialAddress(port().toString(), line).open().close();
        }
    }

    private static String awaitTold(LinkedBlockingQueue<String> told) throws InterruptedException {
        return Objects.requireNonNull(told.poll(TOLD_SECONDS_MAX, TimeUnit.SECONDS), "nothing was told");
    }

    /** Keeps what is told of a link's state. */
    private record Reasons(LinkedBlockingQueue<String> told) implements LinkListener {
        @Override
        public void up(long atNanos) {
            told.add("up");
        }

        @Override
        public void bytes(long atNanos, byte[] buffer, int count) {
            // nobody speaks
        }

        @Override
        public void quiet(long atNanos) {
            // nobody speaks
        }

        @Override
        public void lost(long atNanos, String reason) {
            told.add(reason);
        }
    }

    private static String refusal(Path path) {
        return String.valueOf(
                assertThrows(IOException.class, new SerialAddress(path.toString(), LINE)::open).getMessage());
    }
}

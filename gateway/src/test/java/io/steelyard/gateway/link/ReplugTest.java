package io.steelyard.gateway.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.run.Backoff;
import io.steelyard.gateway.run.LoopRunner;
import io.steelyard.gateway.run.SystemTime;
import io.steelyard.gateway.scale.ScaleDialect;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.sim.wire.Pty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A link's loop on its thread, over real pseudo-terminals that are torn away and come back under the same name. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReplugTest {
    private static final int CYCLES = 1_000;
    private static final long FOUND_MILLIS_MAX = 3_000;
    /** Far shorter than the gateway's pauses, so that a thousand cycles fit into a build. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long FRAME_EVERY_MILLIS = 5;
    private static final long TOLD_SECONDS_MAX = 60;
    /** Yaohua: 02, sign, six digits, decimals, exclusive or of all these, 03. */
    private static final byte[] FRAME = frame("\u0002+000735218\u0003");
    private static final byte[] OTHER_FRAME = frame("\u0002+000100218\u0003");
    private static final LineSettings LINE = new LineSettings(9600, 8, LineSettings.Parity.N, 1);
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final List<String> deaths = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void nothingDied() {
        assertEquals(List.of(), deaths);
    }

    @Test
    void a_thousand_devices_torn_away_in_mid_frame_are_each_found_again_and_leave_no_thread_and_no_descriptor()
            throws Exception {
        var told = new Told();
        try (var _ = reading("scale", told)) {
            cycle(told, FRAME.length); // whatever a library keeps for ever after its first use is there now
            var threads = threads();
            long descriptors = descriptors();
            long slowestMillis = 0;
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                slowestMillis = Math.max(slowestMillis, cycle(told, cycle % FRAME.length));
            }
            var left = threads();
            threads.forEach(left::remove); // one by one: of those that were there before, some may have ended
            assertEquals(List.of(), left);
            assertTrue(descriptors() - descriptors < CYCLES / 10,
                    "one a cycle would be a leak, a few are others': " + descriptors() + ", " + descriptors
                            + " before");
            assertTrue(slowestMillis < FOUND_MILLIS_MAX, "the slowest was found after " + slowestMillis + " ms");
        }
    }

    /**
     * Plugs a device in, has it heard, tears it away within a frame.
     *
     * @return milliseconds from the plugging in to the first good reading
     */
    private long cycle(Told told, int bytesOfTheLastFrame) throws Exception {
        try (var device = Pty.open()) {
            long beganNanos = System.nanoTime();
            device.linkAs(folder.resolve("scale"));
            assertEquals("7.35", told.reading(device, FRAME));
            long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
            device.write(Arrays.copyOf(FRAME, bytesOfTheLastFrame));
            tear(device);
            told.await("lost");
            return tookMillis;
        }
    }

    private static void tear(Pty device) throws IOException {
        device.close();
    }

    @Test
    void a_device_that_the_kernel_renames_is_read_under_its_new_name() throws Exception {
        var told = new Told();
        var name = folder.resolve("scale");
        try (var before = Pty.open(); var after = Pty.open(); var _ = reading("scale", told)) {
            before.linkAs(name);
            assertEquals("7.35", told.reading(before, FRAME));
            tear(before);
            after.linkAs(name);
            assertEquals("1.00", told.reading(after, OTHER_FRAME));
        }
    }

    @Test
    void two_devices_that_come_back_as_each_others_kernel_names_stay_where_they_belong() throws Exception {
        var left = new Told();
        var right = new Told();
        try (var first = Pty.open(); var second = Pty.open()) {
            first.linkAs(folder.resolve("left"));
            second.linkAs(folder.resolve("right"));
            try (var _ = reading("left", left); var _ = reading("right", right)) {
                assertEquals("7.35", left.reading(first, FRAME));
                assertEquals("1.00", right.reading(second, OTHER_FRAME));
            }
            first.linkAs(folder.resolve("right"));
            second.linkAs(folder.resolve("left"));
            try (var _ = reading("left", left); var _ = reading("right", right)) {
                assertEquals("7.35", left.reading(second, FRAME));
                assertEquals("1.00", right.reading(first, OTHER_FRAME));
            }
        }
    }

    private LoopRunner reading(String name, Told told) throws IOException {
        var time = SystemTime.open();
        var address = new SerialAddress(folder.resolve(name).toString(), LINE);
        var opener = new LinkLoop.Opener() {
            @Override
            public Link open() throws IOException {
                return address.open();
            }

            @Override
            public String presence() {
                return address.presence();
            }
        };
        var runner = new LoopRunner(new LinkLoop(name, opener, told, Optional.empty(),
                new Backoff(PAUSE_NANOS, PAUSE_NANOS, new SplittableRandom(1)), time), time,
                (dead, bug) -> deaths.add(dead + ": " + bug));
        runner.start();
        return runner;
    }

    private static byte[] frame(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static long descriptors() throws IOException {
        try (var open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    /** What a scale's channel would make of it. */
    private static final class Told implements LinkListener {
        private final Decoder<ScaleValue> decoder = ScaleDialect.YAOHUA_CONTINUOUS_0.newDecoder();
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        /** What a device that sends this frame again and again is read as, from the moment its link is up. */
        String reading(Pty device, byte[] frame) throws Exception {
            await("up");
            var line = "";
            while (!line.startsWith("reading ")) {
                device.write(frame);
                line = Objects.requireNonNullElse(lines.poll(FRAME_EVERY_MILLIS, TimeUnit.MILLISECONDS), "");
            }
            return line.substring("reading ".length());
        }

        void await(String wanted) throws InterruptedException {
            var line = "";
            while (!line.equals(wanted)) {
                line = Objects.requireNonNull(lines.poll(TOLD_SECONDS_MAX, TimeUnit.SECONDS), "never told: " + wanted);
            }
        }

        @Override
        public void up(long atNanos) {
            decoder.quiet();
            lines.add("up");
        }

        @Override
        public void bytes(long atNanos, byte[] buffer, int count) {
            for (var decoded : decoder.feed(buffer, count)) {
                if (decoded instanceof Decoded.Value<ScaleValue>(Reading reading, byte[] _)) {
                    lines.add("reading " + reading.value().toPlainString());
                }
            }
        }

        @Override
        public void quiet(long atNanos) {
            // silence says nothing here
        }

        @Override
        public void lost(long atNanos, String reason) {
            lines.add("lost");
        }
    }
}

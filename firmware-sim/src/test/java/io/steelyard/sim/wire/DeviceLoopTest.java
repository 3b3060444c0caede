package io.steelyard.sim.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.device.FaultRates;
import io.steelyard.sim.device.FaultyWire;
import io.steelyard.sim.device.LineRate;
import io.steelyard.sim.device.MtSicsScale;
import io.steelyard.sim.device.Pan;
import io.steelyard.sim.device.QrScanner;
import io.steelyard.sim.device.ScaleProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DeviceLoopTest {
    private static final long STEP_NANOS = 5_000_000;

    private final List<String> reports = new ArrayList<>();
    private final DeviceLoop loop = new DeviceLoop(reports::add);
    private final QrScanner scanner = new QrScanner("scanner", LineRate.eightN1(9600), "\r");
    private long nowNanos;

    @Test
    void an_action_happens_before_the_step_and_its_bytes_reach_the_wire() {
        FakeWire wire = new FakeWire();
        loop.attach(scanner, perfect(), wire);
        loop.act(atNanos -> scanner.scan(atNanos, "BAG-0001"));
        steps(10);
        assertEquals("BAG-0001\r", wire.heard());
    }

    @Test
    void what_the_host_sends_reaches_the_device() {
        FakeWire wire = new FakeWire();
        loop.attach(new MtSicsScale("scale", ScaleProfile.BENCH_60_KG, new Pan(), "1"), perfect(), wire);
        steps(1);
        wire.toDevice = "SI\r\n".getBytes(StandardCharsets.US_ASCII);
        steps(10);
        assertEquals("S S       0.00 kg\r\n", wire.heard());
    }

    @Test
    void a_failed_wire_is_reported_once_each_time_it_changes() {
        FakeWire wire = new FakeWire();
        loop.attach(scanner, perfect(), wire);
        steps(3);
        wire.broken = true;
        steps(50);
        wire.broken = false;
        steps(50);
        wire.broken = true;
        steps(50);
        assertEquals(List.of("scanner: fake: broken", "scanner: the wire works again", "scanner: fake: broken"),
                reports);
    }

    @Test
    void an_unplugged_device_runs_on_unheard_and_is_heard_again_when_plugged_in() {
        FakeWire before = new FakeWire();
        FakeWire after = new FakeWire();
        loop.attach(scanner, perfect(), before);
        loop.unplug(scanner);
        loop.act(atNanos -> scanner.scan(atNanos, "UNHEARD"));
        steps(20);
        loop.plug(scanner, after);
        loop.act(atNanos -> scanner.scan(atNanos, "HEARD"));
        steps(20);
        assertTrue(before.closed);
        assertEquals("", before.heard());
        assertEquals("HEARD\r", after.heard());
        assertEquals(List.of(), reports);
    }

    @Test
    void more_actions_than_the_bound_are_refused() {
        for (int i = 0; i < DeviceLoop.ACTIONS_WAITING_MAX; i++) {
            loop.act(_ -> {});
        }
        assertThrows(IllegalStateException.class, () -> loop.act(_ -> {}));
        steps(1);
        loop.act(_ -> {});
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void on_its_own_thread_it_carries_a_scan_over_a_real_pty_and_closing_unplugs() throws IOException {
        Pty pty = Pty.open();
        loop.attach(scanner, perfect(), pty);
        try (RandomAccessFile host = new RandomAccessFile(pty.path(), "rw")) {
            loop.start();
            loop.act(atNanos -> scanner.scan(atNanos, "BAG-0001"));
            byte[] heard = new byte[9];
            host.readFully(heard);
            assertEquals("BAG-0001\r", new String(heard, StandardCharsets.US_ASCII));
            loop.close();
            assertThrows(IOException.class, pty::read);
        }
        assertFalse(
                Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("devices")));
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            nowNanos += STEP_NANOS;
            loop.step(nowNanos);
        }
    }

    private static FaultyWire perfect() {
        return new FaultyWire(FaultRates.NONE, new SplittableRandom(1));
    }

    /** A wire that keeps what is sent and breaks when told to. */
    private static final class FakeWire implements Wire {
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private byte[] toDevice = {};
        private boolean broken;
        private boolean closed;

        String heard() {
            return heard.toString(StandardCharsets.US_ASCII);
        }

        @Override
        public String address() {
            return "fake";
        }

        @Override
        public byte[] read() throws IOException {
            requireWhole();
            byte[] read = toDevice;
            toDevice = new byte[0];
            return read;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            requireWhole();
            heard.writeBytes(bytes);
        }

        @Override
        public void close() {
            closed = true;
        }

        private void requireWhole() throws IOException {
            if (broken || closed) {
                throw new IOException("fake: broken");
            }
        }
    }
}

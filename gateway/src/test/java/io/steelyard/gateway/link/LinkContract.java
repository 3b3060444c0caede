package io.steelyard.gateway.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.steelyard.sim.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What every {@link Link} must do, whatever it is made of. The far end is the simulator's. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class LinkContract {
    /** Everything that a terminal, a modem or a line driver would translate, echo or act upon. */
    private static final byte[] AWKWARD = {0x0D, 0x0A, 0x03, 0x04, 0x11, 0x13, 0x1A, 0x7F, (byte) 0xFF, 0x00, 0x1C};
    /** A Yaohua frame's first half: 02, sign, three of six digits. */
    private static final byte[] HALF_A_FRAME = {0x02, '+', '0', '0', '1'};
    private static final int CYCLES = 200;
    private static final int BUFFER_BYTES = 4096;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private Wire device = unplugged();

    /** Plugs a device in at the one place where {@link #address} finds it; the one before it is unplugged by then. */
    abstract Wire plug() throws IOException;

    abstract LinkAddress address();

    @BeforeEach
    final void plugIn() throws IOException {
        device = plug();
    }

    @AfterEach
    final void unplug() throws IOException {
        device.close();
    }

    /** What is plugged in. */
    final Wire device() {
        return device;
    }

    @Test
    void bytes_go_both_ways_unchanged() throws IOException {
        try (var link = address().open()) {
            talk(link);
        }
    }

    @Test
    void silence_is_zero_bytes_after_a_moments_wait() throws IOException {
        try (var link = address().open()) {
            long beganNanos = System.nanoTime();
            assertEquals(0, link.read(new byte[BUFFER_BYTES]));
            long waitedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
            assertTrue(waitedMillis >= Link.READ_WAIT_MILLIS / 2, "a loop over this read would spin: " + waitedMillis);
            talk(link);
        }
    }

    @Test
    void a_patient_read_waits_longer_and_ends_with_the_first_byte() throws IOException {
        try (var link = address().open(Link.UNASKED_READ_WAIT_MILLIS)) {
            long beganNanos = System.nanoTime();
            assertEquals(0, link.read(new byte[BUFFER_BYTES]));
            long waitedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
            assertTrue(waitedMillis >= Link.UNASKED_READ_WAIT_MILLIS / 2, "every silent read costs: " + waitedMillis);
            talk(link);
        }
    }

    @Test
    void a_device_that_goes_away_is_gone_and_not_silent() throws IOException {
        try (var link = address().open()) {
            talk(link);
            device.close();
            assertGone(link);
        }
    }

    @Test
    void a_closed_link_can_be_opened_again_and_again_as_a_fresh_object() throws IOException {
        for (int time = 0; time < 3; time++) {
            try (var link = address().open()) {
                talk(link);
            }
        }
    }

    @Test
    void a_device_that_comes_back_at_the_same_place_is_heard_by_a_fresh_object() throws IOException {
        try (var link = address().open()) {
            talk(link);
            device.close();
            assertGone(link);
        }
        device = plug();
        try (var link = address().open()) {
            talk(link);
        }
    }

    @Test
    void closing_a_link_whose_device_is_gone_returns_and_is_harmless_twice() throws IOException {
        var link = address().open();
        device.close();
        link.close();
        link.close();
    }

    @Test
    void two_hundred_devices_torn_away_in_mid_frame_leave_no_thread_and_no_descriptor_behind() throws IOException {
        tearAway(); // whatever a library keeps for ever after its first use is there now
        var threads = threads();
        long descriptors = descriptors();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            tearAway();
        }
        assertEquals(threads, threads());
        assertEquals(descriptors, descriptors());
    }

    private void tearAway() throws IOException {
        device.close();
        device = plug();
        try (var link = address().open()) {
            send(HALF_A_FRAME, link);
            device.close();
            assertGone(link);
        }
        device = plug();
    }

    /** Bytes there and back. */
    final void talk(Link link) throws IOException {
        link.write(AWKWARD);
        assertArrayEquals(AWKWARD, heardByDevice(AWKWARD.length));
        send(AWKWARD, link);
    }

    private void send(byte[] bytes, Link link) throws IOException {
        device.read(); // a converter looks for a new client when it listens
        device.write(bytes);
        assertArrayEquals(bytes, heard(link, bytes.length));
    }

    private byte[] heardByDevice(int count) throws IOException {
        var heard = new ByteArrayOutputStream();
        while (heard.size() < count) {
            heard.writeBytes(device.read());
        }
        return heard.toByteArray();
    }

    private byte[] heard(Link link, int count) throws IOException {
        var heard = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        while (heard.size() < count) {
            int read = link.read(buffer);
            assertTrue(read >= 0, "gone after " + heard.toString(StandardCharsets.ISO_8859_1));
            heard.write(buffer, 0, read);
        }
        return heard.toByteArray();
    }

    private static void assertGone(Link link) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            int read = 0;
            while (read != Link.GONE) {
                read = link.read(buffer);
            }
        } catch (IOException gone) {
            assertTrue(gone.getMessage() != null && !gone.getMessage().isBlank(), "a reason for people");
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList();
    }

    private static long descriptors() throws IOException {
        try (var open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    private static Wire unplugged() {
        return new Wire() {
            @Override
            public String address() {
                return "unplugged";
            }

            @Override
            public byte[] read() throws IOException {
                throw new IOException("unplugged");
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                throw new IOException("unplugged");
            }

            @Override
            public void close() {
                // there is nothing
            }
        };
    }
}

package io.steelyard.sim.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against the real kernel: the other end is opened as any program opens a serial port. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PtyTest {
    /** Everything a terminal would translate, echo or act upon if it were not raw. */
    private static final byte[] AWKWARD = {0x0D, 0x0A, 0x03, 0x04, 0x11, 0x13, 0x1A, 0x7F, (byte) 0xFF, 0x00, 0x1C};

    @Test
    void bytes_go_both_ways_unchanged_and_nothing_is_echoed() throws IOException {
        try (Pty pty = Pty.open(); RandomAccessFile host = new RandomAccessFile(pty.path(), "rw")) {
            pty.write(AWKWARD);
            assertArrayEquals(AWKWARD, readFully(host, AWKWARD.length));
            host.write(AWKWARD);
            assertArrayEquals(AWKWARD, readFully(pty, AWKWARD.length));
            assertEquals(0, pty.read().length);
        }
    }

    @Test
    void what_is_sent_while_nobody_listens_is_lost() throws IOException {
        try (Pty pty = Pty.open()) {
            pty.write(text("before the first"));
            try (RandomAccessFile host = new RandomAccessFile(pty.path(), "rw")) {
                pty.write(text("first"));
                assertEquals("first", text(readFully(host, 5)));
                pty.write(text("left unread"));
            }
            pty.write(text("between"));
            assertEquals(0, pty.read().length);
            try (RandomAccessFile host = new RandomAccessFile(pty.path(), "rw")) {
                pty.write(text("second"));
                assertEquals("second", text(readFully(host, 6)));
            }
        }
    }

    @Test
    void a_host_that_does_not_read_never_blocks_the_device() throws IOException {
        try (Pty pty = Pty.open(); RandomAccessFile host = new RandomAccessFile(pty.path(), "rw")) {
            for (int i = 0; i < 1000; i++) {
                pty.write(new byte[1000]);
            }
            assertEquals(0, host.read());
        }
    }

    @Test
    void unplugged_the_host_reads_the_end_and_the_path_is_gone() throws IOException {
        Pty pty = Pty.open();
        try (RandomAccessFile host = new RandomAccessFile(pty.path(), "rw")) {
            pty.close();
            assertTrue(endOrError(host));
            assertFalse(Files.exists(Path.of(pty.path())));
            assertEquals("read " + pty.path() + ": unplugged", assertThrows(IOException.class, pty::read).getMessage());
            assertThrows(IOException.class, () -> pty.write(text("x")));
            pty.close(); // twice is once
        }
    }

    @Test
    void a_link_leads_to_it_replaces_an_old_one_and_goes_with_it(@TempDir Path folder) throws IOException {
        Path link = folder.resolve("scale");
        Files.createSymbolicLink(link, Path.of("/dev/null"));
        try (Pty pty = Pty.open()) {
            pty.linkAs(link);
            assertEquals(Path.of(pty.path()), Files.readSymbolicLink(link));
        }
        assertFalse(Files.isSymbolicLink(link));
    }

    @Test
    void a_link_never_replaces_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("precious"), "kept");
        try (Pty pty = Pty.open()) {
            IOException refused = assertThrows(IOException.class, () -> pty.linkAs(file));
            assertTrue(refused.toString().contains("link " + file + " to /dev/pts/"), refused.toString());
        }
        assertEquals("kept", Files.readString(file));
    }

    @Test
    void a_failed_call_says_what_was_tried_and_the_systems_reason() {
        IOException failed = assertThrows(IOException.class, () -> LibC.open("/dev/there-is-no-such-device"));
        assertEquals("open /dev/there-is-no-such-device: No such file or directory (errno 2)", failed.getMessage());
    }

    private static boolean endOrError(RandomAccessFile host) {
        try {
            return host.read() == -1;
        } catch (IOException _) {
            return true;
        }
    }

    private static byte[] readFully(RandomAccessFile host, int length) throws IOException {
        byte[] bytes = new byte[length];
        host.readFully(bytes);
        return bytes;
    }

    private static byte[] readFully(Pty pty, int length) throws IOException {
        byte[] all = new byte[length];
        for (int at = 0; at < length;) {
            byte[] some = pty.read();
            System.arraycopy(some, 0, all, at, some.length);
            at += some.length;
        }
        return all;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}

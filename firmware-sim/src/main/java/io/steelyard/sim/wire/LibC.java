package io.steelyard.sim.wire;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The few calls of the C library that a pseudo-terminal takes, on Linux with glibc, x86_64 and aarch64 (their constants
 * are the same). A failed call is an {@link IOException} with what was tried and the system's own words.
 */
@SuppressWarnings("restricted") // native access is what this class is for; the jar's manifest allows it
final class LibC {
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final short POLLIN = 0x01;
    static final short POLLHUP = 0x10;

    private static final int O_RDWR = 0x2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int OPEN_FLAGS = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
    private static final int TCSANOW = 0;
    private static final int TCIFLUSH = 0;
    private static final long NAME_BYTES_MAX = 128;
    /** struct termios has 60 bytes on both machines; nothing in it is touched by hand. */
    private static final long TERMIOS_BYTES_MAX = 256;
    private static final long MESSAGE_BYTES_MAX = 256;
    private static final long POLLFD_BYTES = 8;
    private static final long POLLFD_EVENTS_AT = 4;
    private static final long POLLFD_REVENTS_AT = 6;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = ERRNO_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle POSIX_OPENPT = call("posix_openpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle GRANTPT = call("grantpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle UNLOCKPT = call("unlockpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle PTSNAME_R = call("ptsname_r",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle OPEN = call("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle READ = call("read",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE = call("write",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle POLL = call("poll",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle TCGETATTR = call("tcgetattr",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle TCSETATTR = call("tcsetattr",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle TCFLUSH = call("tcflush", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CFMAKERAW = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("cfmakeraw"), FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle STRERROR = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private LibC() {}

    /** The master's end of a new pseudo-terminal; reading and writing it never wait. */
    static int openMaster() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            return (int) proven((int) POSIX_OPENPT.invokeExact(errno, OPEN_FLAGS), errno, "posix_openpt");
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /** Lets hosts open the other end. */
    static void unlock(int master) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            proven((int) GRANTPT.invokeExact(errno, master), errno, "grantpt");
            proven((int) UNLOCKPT.invokeExact(errno, master), errno, "unlockpt");
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /** The path under which a host opens the other end. */
    static String slavePath(int master) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            MemorySegment name = arena.allocate(NAME_BYTES_MAX);
            int error = (int) PTSNAME_R.invokeExact(errno, master, name, NAME_BYTES_MAX);
            if (error != 0) {
                throw new IOException("ptsname_r: " + message(error));
            }
            return name.getString(0);
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    static int open(String path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            return (int) proven((int) OPEN.invokeExact(errno, arena.allocateFrom(path), OPEN_FLAGS), errno,
                    "open " + path);
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /** No echo, no line editing, no translated line ends: a terminal becomes a plain line for bytes. */
    static void makeRaw(int terminal) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            MemorySegment termios = arena.allocate(TERMIOS_BYTES_MAX);
            proven((int) TCGETATTR.invokeExact(errno, terminal, termios), errno, "tcgetattr");
            CFMAKERAW.invokeExact(termios);
            proven((int) TCSETATTR.invokeExact(errno, terminal, TCSANOW, termios), errno, "tcsetattr");
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /** Throws away what has arrived at a terminal and was not read. */
    static void discardUnread(int terminal) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            proven((int) TCFLUSH.invokeExact(errno, terminal, TCIFLUSH), errno, "tcflush");
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /** What poll reports at once about {@link #POLLIN} and {@link #POLLHUP}. */
    static short poll(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            MemorySegment pollfd = arena.allocate(POLLFD_BYTES, JAVA_INT.byteAlignment());
            pollfd.set(JAVA_INT, 0, fd);
            pollfd.set(JAVA_SHORT, POLLFD_EVENTS_AT, POLLIN);
            int ready = (int) POLL.invokeExact(errno, pollfd, 1L, 0);
            if (ready < 0 && (int) ERRNO.get(errno, 0L) == EINTR) {
                return 0;
            }
            proven(ready, errno, "poll");
            return pollfd.get(JAVA_SHORT, POLLFD_REVENTS_AT);
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /** Up to {@code atMost} bytes that are there; none on EAGAIN, EINTR, or EIO (no host has the other end open). */
    static byte[] read(int fd, int atMost) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            MemorySegment buffer = arena.allocate(atMost);
            long read = (long) READ.invokeExact(errno, fd, buffer, (long) atMost);
            if (read < 0 && isNothingNow((int) ERRNO.get(errno, 0L))) {
                return new byte[0];
            }
            proven(read, errno, "read");
            return buffer.asSlice(0, read).toArray(JAVA_BYTE);
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    /** Writes what there is room for, which may be nothing. */
    static void write(int fd, byte[] bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, bytes);
            long written = (long) WRITE.invokeExact(errno, fd, buffer, (long) bytes.length);
            if (written < 0 && isNothingNow((int) ERRNO.get(errno, 0L))) {
                return;
            }
            proven(written, errno, "write");
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    static void close(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
            proven((int) CLOSE.invokeExact(errno, fd), errno, "close");
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    private static boolean isNothingNow(int errno) {
        return errno == EAGAIN || errno == EINTR || errno == EIO;
    }

    private static MethodHandle call(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, all);
    }

    private static long proven(long result, MemorySegment errno, String tried) throws IOException {
        if (result < 0) {
            throw new IOException(tried + ": " + message((int) ERRNO.get(errno, 0L)));
        }
        return result;
    }

    private static String message(int errno) {
        try {
            MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
            return text.reinterpret(MESSAGE_BYTES_MAX).getString(0) + " (errno " + errno + ")";
        } catch (Throwable thrown) {
            throw new IllegalStateException("strerror", thrown);
        }
    }

    /** Method handles declare Throwable; of that only our own IOException is a failure of the world. */
    private static IOException rethrown(Throwable thrown) {
        return switch (thrown) {
            case IOException failed -> failed;
            case Error error -> throw error;
            default -> throw new IllegalStateException(thrown);
        };
    }
}

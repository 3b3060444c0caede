package io.steelyard.gateway.run;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** The machine's own clocks (Linux). Any thread. */
public final class SystemTime implements Time {
    /** The kernel's {@code adjtimex} answers this state while no time source has synchronised the clock. */
    private static final int TIME_ERROR = 5;
    /** {@code struct timex} is 208 bytes on 64-bit Linux; a zeroed one asks and changes nothing. */
    private static final long TIMEX_BYTES = 208;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final String boot;
    private final MethodHandle adjtimex;

    private SystemTime(String boot, MethodHandle adjtimex) {
        this.boot = boot;
        this.adjtimex = adjtimex;
    }

    /** Reads the boot id and binds the kernel call; the jar's manifest allows native access. */
    @SuppressWarnings("restricted")
    public static SystemTime open() throws IOException {
        var linker = Linker.nativeLinker();
        var adjtimex = linker.downcallHandle(linker.defaultLookup().findOrThrow("adjtimex"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        return new SystemTime(readBootId(), adjtimex);
    }

    private static String readBootId() throws IOException {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException noProc) {
            throw new IOException("read the boot id " + BOOT_ID + ": cannot be read; mount /proc", noProc);
        }
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime(); // CLOCK_MONOTONIC on Linux: since boot
    }

    @Override
    public Instant wall() {
        return Clock.systemUTC().instant();
    }

    @Override
    public boolean wallTrusted() {
        try (var arena = Arena.ofConfined()) {
            int state = (int) adjtimex.invokeExact(arena.allocate(TIMEX_BYTES));
            return state >= 0 && state != TIME_ERROR;
        } catch (Throwable impossible) { // the signature is fixed above
            throw new IllegalStateException("adjtimex", impossible);
        }
    }

    @Override
    public String boot() {
        return boot;
    }
}

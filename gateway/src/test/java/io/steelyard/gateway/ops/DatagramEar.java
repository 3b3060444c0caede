package io.steelyard.gateway.ops;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** The manager's end of a notify socket: a Unix datagram socket that is bound and read. Java has none. */
final class DatagramEar implements AutoCloseable {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int FAMILY_BYTES = 2;
    private static final int WORD_BYTES_MAX = 4096;

    private final int descriptor;

    private DatagramEar(int descriptor) {
        this.descriptor = descriptor;
    }

    /** @param address a path, or {@code @} and a name in no folder */
    static DatagramEar at(String address) throws IOException {
        byte[] name = address.replaceFirst("^@", "\0").getBytes(StandardCharsets.UTF_8);
        try (var arena = Arena.ofConfined()) {
            int descriptor = (int) call("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                    .invokeExact((int) AF_UNIX, SOCK_DGRAM, 0);
            var own = arena.allocate(FAMILY_BYTES + name.length, Short.BYTES);
            own.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
            own.asSlice(FAMILY_BYTES).copyFrom(MemorySegment.ofArray(name));
            int bound = (int) call("bind", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                    .invokeExact(descriptor, own, FAMILY_BYTES + name.length);
            if (bound != 0) {
                throw new IOException("bind " + address);
            }
            return new DatagramEar(descriptor);
        } catch (IOException told) {
            throw told;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The next word, waited for. */
    String hear() {
        try (var arena = Arena.ofConfined()) {
            var word = arena.allocate(WORD_BYTES_MAX);
            int length = (int) call("recv", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT).invokeExact(descriptor, word, word.byteSize(), 0);
            return new String(word.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() {
        try {
            int _ = (int) call("close", ValueLayout.JAVA_INT).invokeExact(descriptor);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    @SuppressWarnings("restricted") // tests may call the C library, see the root's pom
    private static MethodHandle call(String function, MemoryLayout... arguments) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(function),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}

package io.steelyard.gateway.ops;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * The socket on which systemd hears a service (sd_notify(3)), through the C library: Java opens no datagram socket of this
 * family, and a process for each word would cost more than the word. Linux on 64 bits. One thread at a time.
 */
public final class NotifySocket implements Supervisor {
    /** {@code sun_path} of {@code struct sockaddr_un}, less a zero byte. */
    private static final int ADDRESS_BYTES_MAX = 107;
    private static final int FAMILY_BYTES = 2;
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    /** A manager that does not read must not stop who speaks: a full socket refuses. */
    private static final int MSG_DONTWAIT = 0x40;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO_KEPT = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO = Linker.Option.captureStateLayout()
            .varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final String shown;
    private final byte[] address;
    private final MethodHandle socket;
    private final MethodHandle sendTo;
    private final MethodHandle close;

    private NotifySocket(String shown, byte[] address) {
        this.shown = shown;
        this.address = address;
        this.socket = call("socket", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        this.sendTo = call("sendto",
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        this.close = call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    @SuppressWarnings("restricted") // the jar's manifest, and the package's launcher, allow native access
    private static MethodHandle call(String function, FunctionDescriptor signature) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), signature, ERRNO_KEPT);
    }

    /**
     * @param address as in {@code NOTIFY_SOCKET}: a path from the root, or {@code @} and a name that is in no folder
     * @throws IOException when it is neither, or too long, with what to do
     */
    public static NotifySocket at(String address) throws IOException {
        byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
        if (!address.startsWith("/") && !address.startsWith("@") || bytes.length > ADDRESS_BYTES_MAX) {
            throw new IOException("tell the service manager at NOTIFY_SOCKET=" + address
                    + ": no path and no abstract name of at most " + ADDRESS_BYTES_MAX
                    + " bytes; let systemd set it, or unset it");
        }
        if (address.startsWith("@")) {
            bytes[0] = 0; // how the kernel marks an abstract name
        }
        return new NotifySocket(address, bytes);
    }

    @Override
    public void tell(String state) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var errno = arena.allocate(Linker.Option.captureStateLayout());
            int descriptor = (int) socket.invokeExact(errno, (int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            check(descriptor, errno);
            try {
                var text = arena.allocateFrom(state);
                long length = text.byteSize() - 1; // without C's zero byte
                check((long) sendTo.invokeExact(errno, descriptor, text, length, MSG_NOSIGNAL | MSG_DONTWAIT,
                        peer(arena), FAMILY_BYTES + address.length), errno);
            } finally {
                int _ = (int) close.invokeExact(arena.allocate(Linker.Option.captureStateLayout()), descriptor);
            }
        } catch (IOException | RuntimeException | Error told) {
            throw told;
        } catch (Throwable impossible) { // the signatures are fixed above
            throw new IllegalStateException("sd_notify", impossible);
        }
    }

    private MemorySegment peer(Arena arena) {
        var peer = arena.allocate(FAMILY_BYTES + ADDRESS_BYTES_MAX + 1L, Short.BYTES);
        peer.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
        MemorySegment.copy(address, 0, peer, ValueLayout.JAVA_BYTE, FAMILY_BYTES, address.length);
        return peer;
    }

    private void check(long result, MemorySegment errno) throws IOException {
        if (result < 0) {
            throw new IOException("tell the service manager at " + shown + ": error " + (int) ERRNO.get(errno, 0L)
                    + " of the system; it will end this process if it expects to hear from it, see `systemctl status`");
        }
    }
}

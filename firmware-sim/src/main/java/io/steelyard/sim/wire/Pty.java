package io.steelyard.sim.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A pseudo-terminal that this program makes itself: the host opens {@link #path} as if it were a serial port, this end is
 * the device's. Linux only.
 *
 * <p>While no host has the path open, bytes written are lost and bytes left unread are thrown away, as on a real line: a
 * terminal would otherwise keep 4 KB of old weights for the next one who opens it. To know that, no descriptor of the
 * other end is held here; the hang-up that this shows on our end is taken as "nobody there", never as a failure.
 */
public final class Pty implements Wire {
    private static final int READ_BYTES_MAX = 4096;
    private static final int CLOSED = -1;

    private final String path;
    // for as long as it is plugged in
    private int master;
    private boolean hostThere;
    private @Nullable Path link;

    private Pty(int master, String path) {
        this.master = master;
        this.path = path;
    }

    /**
     * Makes a raw pseudo-terminal.
     *
     * @throws IOException with the system's reason: no more terminals, or no /dev/pts
     */
    public static Pty open() throws IOException {
        int master = LibC.openMaster();
        try {
            LibC.unlock(master);
            Pty pty = new Pty(master, LibC.slavePath(master));
            pty.withSlave(LibC::makeRaw);
            return pty;
        } catch (IOException failed) {
            LibC.close(master);
            throw failed;
        }
    }

    /**
     * Gives it a second, stable name: a symbolic link, which replaces an older link and goes away with {@link #close}.
     *
     * @throws IOException if there is something else than a link at that path, or it cannot be made
     */
    public void linkAs(Path wanted) throws IOException {
        try {
            if (Files.isSymbolicLink(wanted)) {
                Files.delete(wanted);
            }
            Files.createSymbolicLink(wanted, Path.of(path));
        } catch (IOException failed) {
            throw new IOException("link " + wanted + " to " + path + ": " + failed, failed);
        }
        link = wanted;
    }

    /** Where a host opens it: {@code /dev/pts/N}. */
    public String path() {
        return path;
    }

    @Override
    public String address() {
        return "serial:" + path;
    }

    @Override
    public byte[] read() throws IOException {
        requireOpen("read");
        return LibC.read(master, READ_BYTES_MAX);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        requireOpen("write");
        boolean there = (LibC.poll(master) & LibC.POLLHUP) == 0;
        if (hostThere && !there) {
            withSlave(LibC::discardUnread);
        }
        hostThere = there;
        if (there && bytes.length > 0) {
            LibC.write(master, bytes);
        }
    }

    /** Unplugs it: a host that has it open reads its end, and the path is gone. */
    @Override
    public void close() throws IOException {
        if (master == CLOSED) {
            return;
        }
        int open = master;
        master = CLOSED;
        try {
            // before the number is free: the system gives it to the next terminal that any program makes
            if (link != null && Files.isSymbolicLink(link)) {
                Files.delete(link);
            }
        } finally {
            LibC.close(open);
        }
    }

    private void requireOpen(String tried) throws IOException {
        if (master == CLOSED) {
            throw new IOException(tried + " " + path + ": unplugged");
        }
    }

    private void withSlave(OnDescriptor act) throws IOException {
        int slave = LibC.open(path);
        try {
            act.on(slave);
        } finally {
            LibC.close(slave);
        }
    }

    private interface OnDescriptor {
        void on(int descriptor) throws IOException;
    }
}

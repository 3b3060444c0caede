package io.steelyard.gateway.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A serial port through jSerialComm, which only this and {@link SerialPorts} know. No listeners: closing from one crashes or
 * hangs; the owner reads in short waits and a read of −1 means the device is gone. A new port object for every attempt, because
 * the library resolves symbolic links when the object is made. The library's list of ports is never asked for: making it frees
 * what another thread may be opening.
 */
final class SerialLink implements Link {
    /** Linux's ENXIO, EISDIR, EINVAL, ENOTTY: what is there is no serial port. */
    private static final Set<Integer> NO_PORT = Set.of(6, 21, 22, 25);
    /** Linux's EAGAIN and EBUSY: another program has it locked. */
    private static final Set<Integer> BUSY = Set.of(11, 16);
    /** Linux's EACCES. */
    private static final int FORBIDDEN = 13;
    /**
     * Device nodes that this process has open or is in a call with. The library keeps one entry a node: were a port opened again
     * while an earlier call hangs in it, the two would close each other's descriptors.
     */
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final SerialPort port;
    private final SerialAddress address;
    private final Path node;
    private boolean closed;

    private SerialLink(SerialPort port, SerialAddress address, Path node) {
        this.port = port;
        this.address = address;
        this.node = node;
    }

    static SerialLink open(SerialAddress address, int readWaitMillis) throws IOException {
        var node = node(address);
        if (!IN_USE.add(node)) {
            throw new IOException(
                    "open " + address + ": this process has it open already, for another device or in a call that"
                            + " hangs; give each device its own port, or unplug it and plug it in again");
        }
        boolean opened = false;
        try {
            var link = new SerialLink(port(address, node, readWaitMillis), address, node);
            opened = true;
            return link;
        } finally {
            if (!opened) {
                IN_USE.remove(node);
            }
        }
    }

    private static SerialPort port(SerialAddress address, Path node, int readWaitMillis) throws IOException {
        SerialPort port;
        try {
            port = SerialPort.getCommPort(node.toString());
        } catch (SerialPortInvalidPortException notAPort) {
            throw new IOException("open " + address + ": not a serial port; name a device under /dev", notAPort);
        }
        var line = address.line();
        port.setComPortParameters(line.baud(), line.dataBits(), stopBits(line), parity(line));
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, readWaitMillis, 0);
        if (!port.openPort(0)) { // no pause of the library's own: the link's loop pauses between attempts
            throw refused(address, port.getLastErrorCode());
        }
        return port;
    }

    /** The device itself, at the end of symbolic links; refused if it cannot be opened anyway. */
    private static Path node(SerialAddress address) throws IOException {
        Path node;
        try {
            node = Path.of(address.path()).toRealPath();
        } catch (NoSuchFileException absent) {
            throw new IOException("open " + address + ": no such port; plug the device in or correct the link's path",
                    absent);
        } catch (IOException unreachable) {
            throw new IOException("open " + address + ": " + unreachable + "; correct the link's path", unreachable);
        }
        if (!Files.isReadable(node) || !Files.isWritable(node)) {
            throw forbidden(address);
        }
        return node;
    }

    private static IOException refused(SerialAddress address, int error) {
        if (error == FORBIDDEN) {
            return forbidden(address);
        }
        var told = BUSY.contains(error)
                ? "busy; end the program that holds it, `steelyard ports` or `fuser` names it"
                : NO_PORT.contains(error)
                        ? "not a serial port (error " + error + "); name a device under /dev"
                        : "the device refuses (error " + error + "); unplug it and plug it in again";
        return new IOException("open " + address + ": " + told);
    }

    static IOException forbidden(SerialAddress address) {
        return new IOException("open " + address + ": permission denied; add the user "
                + System.getProperty("user.name") + " to the group dialout and start again");
    }

    private static int stopBits(LineSettings line) {
        return line.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT;
    }

    private static int parity(LineSettings line) {
        return switch (line.parity()) {
            case N -> SerialPort.NO_PARITY;
            case E -> SerialPort.EVEN_PARITY;
            case O -> SerialPort.ODD_PARITY;
        };
    }

    @Override
    public int read(byte[] buffer) {
        return port.readBytes(buffer, buffer.length);
    }

    /** Waits while the driver has no room, and no setting of the library bounds that: the watchdog does. */
    @Override
    public void write(byte[] bytes) throws IOException {
        if (port.writeBytes(bytes, bytes.length) != bytes.length) {
            throw new IOException("write " + address + ": the port took fewer bytes than given; it is gone or blocked");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            port.closePort();
            IN_USE.remove(node);
        }
    }
}

package io.steelyard.gateway.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A serial port through jSerialComm, which only this and {@link SerialPorts} know. No listeners: closing from one crashes or hangs; the owner
 * reads in short waits and a read of −1 means the device is gone. A new port object for every attempt, because the
 * library resolves symbolic links when the object is made.
 */
final class SerialLink implements Link {
    /** Linux's ENXIO, EISDIR, EINVAL, ENOTTY: what is there is no serial port. Any other refusal means that somebody holds it. */
    private static final Set<Integer> NO_PORT = Set.of(6, 21, 22, 25);

    private final SerialPort port;
    private final SerialAddress address;

    private SerialLink(SerialPort port, SerialAddress address) {
        this.port = port;
        this.address = address;
    }

    static SerialLink open(SerialAddress address) throws IOException {
        refuseWhatCannotOpen(address);
        SerialPort port;
        try {
            port = SerialPort.getCommPort(address.path());
        } catch (SerialPortInvalidPortException notAPort) {
            throw new IOException("open " + address + ": not a serial port; name a device under /dev", notAPort);
        }
        var line = address.line();
        port.setComPortParameters(line.baud(), line.dataBits(), stopBits(line), parity(line));
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_WAIT_MILLIS, 0);
        if (!port.openPort()) {
            throw refused(address, port.getLastErrorCode());
        }
        return new SerialLink(port, address);
    }

    private static void refuseWhatCannotOpen(SerialAddress address) throws IOException {
        var node = Path.of(address.path());
        if (!Files.exists(node)) {
            throw new IOException("open " + address + ": no such port; plug the device in or correct the link's path");
        }
        if (!Files.isReadable(node) || !Files.isWritable(node)) {
            throw forbidden(address);
        }
    }

    private static IOException refused(SerialAddress address, int error) {
        return new IOException("open " + address + (NO_PORT.contains(error)
                ? ": not a serial port (error " + error + "); name a device under /dev"
                : ": busy; end the program that holds it, `fuser " + address.path() + "` names it"));
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

    @Override
    public void write(byte[] bytes) throws IOException {
        if (port.writeBytes(bytes, bytes.length) != bytes.length) {
            throw new IOException("write " + address + ": the port took fewer bytes than given; it is gone or blocked");
        }
    }

    @Override
    public void close() {
        port.closePort();
    }
}

package io.steelyard.gateway.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A serial adapter by the USB socket it is plugged into, as the kernel names it in its log ({@code usb 1-1.2: …}): whatever is
 * there at each opening. For adapters without a serial number, of which two cannot be told apart by name.
 *
 * @param socket {@code 1-1.2}, or {@code 1-1.2:1.0} for one port of an adapter that has several
 * @param line baud rate, data bits, parity, stop bits
 * @param root the file system's root
 */
record UsbAddress(String socket, LineSettings line, Path root) implements LinkAddress {
    static final String SCHEME = SerialAddress.SCHEME + "usb:";
    private static final Pattern SOCKET = Pattern.compile("\\d{1,3}-\\d{1,3}(\\.\\d{1,3}){0,6}(:\\d{1,3}\\.\\d{1,3})?");

    static Optional<LinkAddress> parse(String text, LineSettings line) {
        return Optional.of(text).filter(written -> written.startsWith(SCHEME))
                .map(written -> written.substring(SCHEME.length())).filter(SOCKET.asMatchPredicate())
                .map(socket -> new UsbAddress(socket, line, Path.of("/")));
    }

    @Override
    public Link open(int readWaitMillis) throws IOException {
        var found = devices();
        if (found.isEmpty()) {
            throw new IOException(
                    "open " + this + ": no serial adapter in that USB socket; plug it in or correct the link");
        }
        if (found.size() > 1) {
            throw new IOException("open " + this + ": the adapter there has " + found.size()
                    + " ports; name one of them as `steelyard ports` does");
        }
        return new SerialAddress(found.getFirst(), line).open(readWaitMillis);
    }

    @Override
    public String presence() {
        return String.join(" ", devices().stream().map(path -> new SerialAddress(path, line).presence()).toList());
    }

    /** The device paths of the ports there. */
    private List<String> devices() {
        return new PortList(root).in(socket);
    }

    @Override
    public String toString() {
        return SCHEME + socket;
    }
}

package io.steelyard.gateway.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A serial port or pseudo-terminal by its device path; {@code /dev/serial/by-id/…} survives replugging.
 *
 * @param path device node, or a symbolic link to one
 * @param line baud rate, data bits, parity, stop bits
 */
public record SerialAddress(String path, LineSettings line) implements LinkAddress {
    /** What a serial address begins with; a path alone means the same. */
    public static final String SCHEME = "serial:";

    static Optional<LinkAddress> parse(String text, LineSettings line) {
        var path = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        return isAbsolute(path) ? Optional.of(new SerialAddress(path, line)) : Optional.empty();
    }

    private static boolean isAbsolute(String path) {
        try {
            return Path.of(path).isAbsolute();
        } catch (InvalidPathException malformed) {
            return false;
        }
    }

    @Override
    public Link open(int readWaitMillis) throws IOException {
        return SerialLink.open(this, readWaitMillis);
    }

    /** The node that a symbolic link leads to, and its number in its file system: a new node has a new one. */
    @Override
    public String presence() {
        try {
            var node = Path.of(path).toRealPath();
            return node + " " + Files.readAttributes(node, BasicFileAttributes.class).fileKey();
        } catch (IOException absent) {
            return "";
        }
    }

    @Override
    public String toString() {
        return SCHEME + path;
    }
}

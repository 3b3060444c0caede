package io.steelyard.gateway.link;

import java.io.IOException;

/**
 * A serial port or pseudo-terminal by its device path; {@code /dev/serial/by-id/…} survives replugging.
 *
 * @param path device node, or a symbolic link to one
 * @param line baud rate, data bits, parity, stop bits
 */
public record SerialAddress(String path, LineSettings line) implements LinkAddress {
    @Override
    public Link open() throws IOException {
        return SerialLink.open(this);
    }

    @Override
    public String toString() {
        return "serial:" + path;
    }
}

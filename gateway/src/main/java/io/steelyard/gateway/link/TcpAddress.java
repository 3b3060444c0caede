package io.steelyard.gateway.link;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A serial-to-Ethernet converter (or a simulated device) listening on TCP.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record TcpAddress(String host, int port) implements LinkAddress {
    private static final Pattern WRITTEN = Pattern.compile("tcp://([A-Za-z0-9.-]{1,253}):(\\d{1,5})");
    private static final int PORT_MAX = 65_535;

    static Optional<LinkAddress> parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(written.group(2));
        return port >= 1 && port <= PORT_MAX
                ? Optional.of(new TcpAddress(written.group(1), port))
                : Optional.empty();
    }

    @Override
    public Link open(int readWaitMillis) throws IOException {
        return TcpLink.open(this, readWaitMillis);
    }

    @Override
    public String toString() {
        return "tcp://" + host + ":" + port;
    }
}

package io.steelyard.gateway.link;

import java.io.IOException;

/**
 * A serial-to-Ethernet converter (or a simulated device) listening on TCP.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record TcpAddress(String host, int port) implements LinkAddress {
    @Override
    public Link open() throws IOException {
        return TcpLink.open(this);
    }

    @Override
    public String toString() {
        return "tcp://" + host + ":" + port;
    }
}

package io.steelyard.gateway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A relay to a broker that can be dug out: from then on whatever is sent vanishes, nothing is closed, and who connects hears nothing. */
final class BlackHole implements AutoCloseable {
    private static final int READ_BYTES = 1 << 16;

    private final ServerSocket server;
    private final int brokerPort;
    private volatile boolean dug;

    private BlackHole(ServerSocket server, int brokerPort) {
        this.server = server;
        this.brokerPort = brokerPort;
    }

    /** Listens on a free port; nothing vanishes yet. */
    static BlackHole before(int brokerPort) throws IOException {
        var hole = new BlackHole(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), brokerPort);
        Thread.ofVirtual().start(hole::accept);
        return hole;
    }

    String uri() {
        return LocalBroker.uri(server.getLocalPort());
    }

    void dig() {
        dug = true;
    }

    private void accept() {
        try {
            while (true) {
                var gateway = server.accept();
                Thread.ofVirtual().start(() -> relay(gateway));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void relay(Socket gateway) {
        try (gateway; var broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort)) {
            Thread.ofVirtual().start(() -> pump(broker, gateway));
            pump(gateway, broker);
        } catch (IOException ended) {
            return;
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] piece = new byte[READ_BYTES];
        try {
            for (int read = from.getInputStream().read(piece); read >= 0; read = from.getInputStream().read(piece)) {
                if (!dug) {
                    to.getOutputStream().write(piece, 0, read);
                }
            }
        } catch (IOException ended) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

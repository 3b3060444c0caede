package io.steelyard.gateway.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A relay on the way to the broker that can turn into a black hole: what is sent vanishes, nothing is closed, new connections
 * are accepted and hear nothing. A connection once in the hole stays there; after it is mended only new ones pass.
 */
final class Hole implements AutoCloseable {
    /** A thin line, so that a hole opens in the middle of draining and not after it. */
    private static final int PIECE_BYTES = 2 * 1024;
    private static final long PIECE_MILLIS = 2;

    private final ServerSocket listening;
    private final int brokerPort;
    private volatile boolean open;
    private final AtomicInteger dug = new AtomicInteger();

    Hole(int brokerPort) throws IOException {
        this.listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        this.brokerPort = brokerPort;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void dig() {
        dug.incrementAndGet();
        open = true;
    }

    void mend() {
        open = false;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                relay(listening.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relay(Socket gateway) {
        int born = open ? -1 : dug.get();
        Thread.ofVirtual().start(() -> {
            try (gateway; var broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort)) {
                var up = Thread.ofVirtual().start(() -> pump(gateway, broker, born));
                pump(broker, gateway, born);
                up.join();
            } catch (IOException | InterruptedException ended) {
                return; // both ends are closed by now
            }
        });
    }

    private void pump(Socket from, Socket to, int born) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            for (int read = from.getInputStream().read(piece); read >= 0; read = from.getInputStream().read(piece)) {
                if (born == dug.get()) {
                    to.getOutputStream().write(piece, 0, read);
                    TimeUnit.MILLISECONDS.sleep(PIECE_MILLIS);
                }
            }
            if (born == dug.get()) {
                to.shutdownOutput();
            }
        } catch (IOException | InterruptedException ended) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}

package io.steelyard.sim.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between the gateway and the broker, on loopback; it can be cut and mended. Threads of its own. */
public final class Relay implements AutoCloseable {
    private static final int BACKLOG = 8;

    private final int brokerPort;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket server;

    private Relay(int brokerPort, ServerSocket server) {
        this.brokerPort = brokerPort;
        this.port = server.getLocalPort();
        this.server = server;
    }

    public static Relay to(int brokerPort) throws IOException {
        Relay relay = new Relay(brokerPort, listen(0));
        relay.accept(relay.server);
        return relay;
    }

    public int port() {
        return port;
    }

    /** Ends every connection; new ones are refused. */
    public void cut() {
        closeQuietly(server);
        open.forEach(Relay::closeQuietly);
        open.clear();
    }

    /** Takes connections again, on the same port. */
    public void mend() throws IOException {
        ServerSocket again = listen(port);
        server = again;
        accept(again);
    }

    @Override
    public void close() {
        cut();
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    }

    private void accept(ServerSocket listening) {
        Thread.ofVirtual().name("relay").start(() -> {
            try {
                while (true) {
                    join(listening.accept());
                }
            } catch (IOException ended) {
                closeQuietly(listening); // cut
            }
        });
    }

    private void join(Socket near) {
        open.add(near);
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            open.add(far);
            pump(near, far);
            pump(far, near);
        } catch (IOException unreachable) {
            closeQuietly(near);
        }
    }

    private void pump(Socket from, Socket to) {
        Thread.ofVirtual().name("relay").start(() -> {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException ended) {
                closeQuietly(from); // the other direction ends with it
            }
            closeQuietly(from);
            closeQuietly(to);
            open.remove(from);
        });
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is given up either way.
        }
    }
}

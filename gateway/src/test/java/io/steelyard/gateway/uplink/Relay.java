package io.steelyard.gateway.uplink;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between client and broker that can be cut: both ends see their connection end without a goodbye. */
final class Relay implements Closeable {
    private final ServerSocket server;
    private final URI broker;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private Relay(ServerSocket server, URI broker) {
        this.server = server;
        this.broker = broker;
    }

    static Relay to(String brokerUri) throws IOException {
        var relay = new Relay(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), URI.create(brokerUri));
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    String uri() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var near = server.accept();
                var far = new Socket(broker.getHost(), broker.getPort());
                sockets.addAll(List.of(near, far));
                Thread.ofVirtual().start(() -> pump(near, far));
                Thread.ofVirtual().start(() -> pump(far, near));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // by either end, or by the cut
        }
        close(from);
        close(to);
    }

    void cut() {
        sockets.forEach(Relay::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}

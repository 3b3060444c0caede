package io.steelyard.gateway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A line between gateway and broker that hands every byte on so much later, in each direction, and counts what a mobile operator
 * would bill.
 *
 * <p>Billed are the bytes both ways; for each segment 52 more, the headers of IPv4 and of TCP with timestamps; and for every
 * second segment a bare acknowledgement of 52 the other way. A segment carries at most 1,448 bytes; what one read finds
 * is cut into that many, so what an end writes apart counts apart. No TLS: that would add 22 bytes a write.
 */
final class Relay implements AutoCloseable {
    private static final int SEGMENT_BYTES_MAX = 1_448;
    private static final int HEADERS_BYTES = 52;
    private static final int READ_BYTES = 1 << 16;
    /** Pieces under way in one direction; more hold the sender up, as a full line does. */
    private static final int PIECES_MAX = 20_000;
    private static final byte[] END = {};

    private record Piece(byte[] bytes, long dueNanos) {}

    private final ServerSocket server;
    private final int brokerPort;
    private final long laterNanos;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong segments = new AtomicLong();

    private Relay(ServerSocket server, int brokerPort, long laterNanos) {
        this.server = server;
        this.brokerPort = brokerPort;
        this.laterNanos = laterNanos;
    }

    /** Listens on a free port. */
    static Relay open(int brokerPort, long laterNanos) throws IOException {
        return open(0, brokerPort, laterNanos);
    }

    static Relay open(int port, int brokerPort, long laterNanos) throws IOException {
        var relay = new Relay(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()), brokerPort, laterNanos);
        Thread.ofPlatform().daemon().name("relay").start(relay::accept);
        return relay;
    }

    String uri() {
        return LocalBroker.uri(server.getLocalPort());
    }

    /** Bytes that would have been billed so far. */
    long billedBytes() {
        return bytes.get() + segments.get() * HEADERS_BYTES + segments.get() / 2 * HEADERS_BYTES;
    }

    private void accept() {
        try {
            while (true) {
                var near = server.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                sockets.addAll(List.of(near, far));
                carry(near, far);
                carry(far, near);
            }
        } catch (IOException closed) {
            close();
        }
    }

    private void carry(Socket from, Socket to) {
        var underWay = new LinkedBlockingQueue<Piece>(PIECES_MAX);
        Thread.ofPlatform().daemon().name("relay-in").start(() -> take(from, underWay));
        Thread.ofPlatform().daemon().name("relay-out").start(() -> hand(underWay, to));
    }

    private void take(Socket from, BlockingQueue<Piece> underWay) {
        byte[] buffer = new byte[READ_BYTES];
        try {
            for (int read = from.getInputStream().read(buffer); read > 0; read = from.getInputStream().read(buffer)) {
                bytes.addAndGet(read);
                segments.addAndGet((read + SEGMENT_BYTES_MAX - 1) / SEGMENT_BYTES_MAX);
                underWay.put(new Piece(Arrays.copyOf(buffer, read), System.nanoTime() + laterNanos));
            }
            underWay.put(new Piece(END, System.nanoTime()));
        } catch (IOException ended) {
            close(from);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hand(BlockingQueue<Piece> underWay, Socket to) {
        try {
            for (var piece = underWay.take(); piece.bytes().length > 0; piece = underWay.take()) {
                for (long early = piece.dueNanos() - System.nanoTime(); early > 0; early = piece.dueNanos()
                        - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                to.getOutputStream().write(piece.bytes());
            }
        } catch (IOException ended) {
            // by the other end
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() {
        sockets.forEach(Relay::close);
        try {
            server.close();
        } catch (IOException closed) {
            return;
        }
    }
}

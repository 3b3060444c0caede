package io.steelyard.sim.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A serial-to-Ethernet converter: listens on the loopback and passes bytes for one client at a time; whoever comes while
 * one is there is turned away. A client that goes is no failure.
 */
public final class TcpPort implements Wire {
    private static final int READ_BYTES_MAX = 4096;
    private static final byte[] NOTHING = {};

    private final ServerSocketChannel server;
    private final int port;
    // for one client
    private @Nullable SocketChannel client;

    private TcpPort(ServerSocketChannel server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Listens on 127.0.0.1.
     *
     * @param port the port, or 0 for any that is free
     * @throws IOException if it cannot listen there, with the port and the reason
     */
    public static TcpPort open(int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.configureBlocking(false);
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port));
            return new TcpPort(server, ((InetSocketAddress) server.getLocalAddress()).getPort());
        } catch (IOException failed) {
            server.close();
            throw new IOException("listen on 127.0.0.1:" + port + ": " + failed.getMessage(), failed);
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public String address() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public byte[] read() throws IOException {
        SocketChannel open = admitted();
        if (open == null) {
            return NOTHING;
        }
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES_MAX);
        try {
            if (open.read(buffer) < 0) {
                dropClient();
            }
        } catch (IOException _) {
            dropClient();
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        SocketChannel open = admitted();
        if (open == null || bytes.length == 0) {
            return;
        }
        try {
            open.write(ByteBuffer.wrap(bytes));
        } catch (IOException _) {
            dropClient();
        }
    }

    @Override
    public void close() throws IOException {
        dropClient();
        server.close();
    }

    private @Nullable SocketChannel admitted() throws IOException {
        SocketChannel coming = accepted();
        if (coming != null && client != null) {
            coming.close();
        } else if (coming != null) {
            coming.configureBlocking(false);
            coming.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client = coming;
        }
        return client;
    }

    private @Nullable SocketChannel accepted() throws IOException {
        try {
            return server.accept();
        } catch (IOException failed) {
            throw new IOException("accept on 127.0.0.1:" + port + ": " + failed, failed);
        }
    }

    private void dropClient() throws IOException {
        SocketChannel gone = client;
        client = null;
        if (gone != null) {
            gone.close();
        }
    }
}

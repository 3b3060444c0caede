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

    /** Hears the client out before it looks for another, so that one who left and came back is not turned away. */
    @Override
    public byte[] read() throws IOException {
        ByteBuffer heard = ByteBuffer.allocate(READ_BYTES_MAX);
        if (client != null) {
            hear(client, heard);
        }
        if (heard.hasRemaining()) {
            admit();
        }
        return Arrays.copyOf(heard.array(), heard.position());
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (!server.isOpen()) {
            throw new IOException("write " + address() + ": unplugged");
        }
        if (client == null || bytes.length == 0) {
            return;
        }
        try {
            client.write(ByteBuffer.wrap(bytes));
        } catch (IOException _) {
            dropClient();
        }
    }

    @Override
    public void close() throws IOException {
        dropClient();
        server.close();
    }

    private void hear(SocketChannel speaking, ByteBuffer heard) throws IOException {
        try {
            int read = 1;
            while (read > 0 && heard.hasRemaining()) {
                read = speaking.read(heard);
            }
            if (read < 0) {
                dropClient();
            }
        } catch (IOException _) {
            dropClient();
        }
    }

    private void admit() throws IOException {
        SocketChannel coming = accepted();
        if (coming != null && client != null) {
            coming.close();
        } else if (coming != null) {
            coming.configureBlocking(false);
            coming.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client = coming;
        }
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

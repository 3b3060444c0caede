package io.steelyard.gateway.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A device behind a TCP port. */
final class TcpLink implements Link {
    private static final int CONNECT_WAIT_MILLIS = 5_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private TcpLink(Socket socket, InputStream in, OutputStream out) {
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    static TcpLink open(TcpAddress address, int readWaitMillis) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_WAIT_MILLIS);
            socket.setSoTimeout(readWaitMillis);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            return new TcpLink(socket, socket.getInputStream(), socket.getOutputStream());
        } catch (IOException refused) {
            socket.close();
            throw new IOException("open " + address + ": " + refused.getMessage()
                    + "; check the converter's power, cable, address and port", refused);
        }
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        try {
            return in.read(buffer); // −1 at the end of the stream: GONE
        } catch (SocketTimeoutException silence) {
            return 0;
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            return; // closing is the remedy, there is no further one
        }
    }
}

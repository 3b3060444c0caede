package io.steelyard.gateway.kiosk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Somebody who sends what no browser would: bytes on a socket. */
final class RawClient implements AutoCloseable {
    private static final int WAIT_MILLIS_MAX = 60_000;

    private final Socket socket;
    private final BufferedReader reader;

    RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawClient(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(WAIT_MILLIS_MAX);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** So long an answer is waited for; longer is a {@link java.net.SocketTimeoutException}. */
    void waitMillisMax(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The next line; null when the server has closed the connection. */
    @Nullable
    String line() throws IOException {
        return reader.readLine();
    }

    /** The next line that begins so. */
    String await(String beginning) throws IOException {
        while (true) {
            var line = reader.readLine();
            if (line == null) {
                throw new IOException("closed before " + beginning);
            }
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }

    /** The answer's first line to a request for that target. */
    @Nullable
    String status(String target, String host) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        return line();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.steelyard.sim.platform;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;

/**
 * Plain sockets that report the end of a very young connection a little late. Paho leaves a thread behind for ever when
 * a broker accepts and drops a connection before Paho has finished its own fixed waits (paho.mqtt.java issue 850).
 */
final class PatientSockets extends SocketFactory {
    /** The end of a connection younger than this is reported when it is this old; 300 ms was measured to be too short. */
    private static final long AGE_NANOS_MIN = TimeUnit.SECONDS.toNanos(1);

    @Override
    public Socket createSocket() {
        return new PatientSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(host, port);
    }

    private static Socket connected(InetAddress host, int port) throws IOException {
        Socket socket = new PatientSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    private static final class PatientSocket extends Socket {
        private final long bornNanos = System.nanoTime();

        /** An acknowledgement does not wait until the broker's kernel has confirmed the small packet before it. */
        @Override
        public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
            super.connect(endpoint, timeoutMillis);
            setTcpNoDelay(true);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    try {
                        return late(super.read());
                    } catch (IOException e) {
                        late(-1);
                        throw e;
                    }
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    try {
                        return late(super.read(buffer, offset, length));
                    } catch (IOException e) {
                        late(-1);
                        throw e;
                    }
                }
            };
        }

        private int late(int result) {
            long left = bornNanos + AGE_NANOS_MIN - System.nanoTime();
            while (result < 0 && left > 0) {
                LockSupport.parkNanos(left);
                left = bornNanos + AGE_NANOS_MIN - System.nanoTime();
            }
            return result;
        }
    }
}

package io.steelyard.gateway.uplink;

import io.steelyard.gateway.run.Time;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * Sockets that report a connection's early end no sooner than a second after it began. Paho 1.2.5 leaks a thread for ever when
 * the server drops the connection before its receiver thread has come up (issue 850); after a second it has.
 */
final class PatientSocketFactory extends SocketFactory {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Time time;

    PatientSocketFactory(Time time) {
        this.time = time;
    }

    @Override
    public Socket createSocket() {
        return new PatientSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unused();
    }

    private static IOException unused() {
        return new IOException("the MQTT library connects its sockets itself");
    }

    private final class PatientSocket extends Socket {
        private final long madeNanos = time.monotonicNanos();

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    try {
                        return patient(in.read());
                    } catch (IOException early) {
                        patient(-1);
                        throw early;
                    }
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    try {
                        return patient(in.read(buffer, offset, length));
                    } catch (IOException early) {
                        patient(-1);
                        throw early;
                    }
                }
            };
        }

        private int patient(int read) throws IOException {
            long leftNanos = PATIENCE_NANOS - (time.monotonicNanos() - madeNanos);
            if (read < 0 && leftNanos > 0) {
                try {
                    TimeUnit.NANOSECONDS.sleep(leftNanos);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return read;
        }
    }
}

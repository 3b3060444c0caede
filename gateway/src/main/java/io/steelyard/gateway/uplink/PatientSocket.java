package io.steelyard.gateway.uplink;

import io.steelyard.gateway.run.Time;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A socket that reports a connection's early end no sooner than a second after it began. Paho 1.2.5 leaks a thread for ever when
 * the server drops the connection before its receiver thread has come up (issue 850); after a second it has.
 *
 * <p>With TLS it shakes hands as a part of connecting, and from then on its streams are the secured ones. Timeouts and closing
 * remain those of the plain socket underneath: closing never waits for a peer that takes no bytes any more, and what is lost by
 * that, TLS's own goodbye, MQTT does not need.
 */
final class PatientSocket extends Socket {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** More than nearly all batches take. */
    private static final int GATHERED_BYTES_MAX = 16 * 1024;

    private final Time time;
    private final Optional<Tls> tls;
    private volatile long beganNanos;
    private volatile @Nullable TlsStreams secured;

    PatientSocket(Time time, Optional<Tls> tls) {
        this.time = time;
        this.tls = tls;
        this.beganNanos = time.monotonicNanos();
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        super.connect(endpoint, timeoutMillis);
        setTcpNoDelay(true); // else the end of a message waits up to 40 ms until the other kernel has confirmed its beginning
        if (tls.isPresent()) {
            var address = (InetSocketAddress) endpoint;
            secured = TlsStreams.of(tls.get().over(this, address.getHostString(), address.getPort()),
                    tls.get().shows());
            beganNanos = time.monotonicNanos();
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        var streams = secured;
        return patient(streams == null ? super.getInputStream() : streams.input());
    }

    /** The library writes a message in pieces and then flushes; each piece would be a packet, and a record of TLS. */
    @Override
    public OutputStream getOutputStream() throws IOException {
        var streams = secured;
        return new BufferedOutputStream(streams == null ? super.getOutputStream() : streams.output(),
                GATHERED_BYTES_MAX);
    }

    private InputStream patient(InputStream hasty) {
        return new FilterInputStream(hasty) {
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

    private int patient(int read) {
        long leftNanos = PATIENCE_NANOS - (time.monotonicNanos() - beganNanos);
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

package io.steelyard.gateway.uplink;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a connection after its handshake, whose failures are told in words; the first one wins, for those after it only
 * follow from it. In TLS 1.3 the server judges the gateway's certificate when the handshake is over for the gateway, so its
 * refusal comes as the first answer, or as none.
 */
final class TlsStreams {
    private final InputStream in;
    private final OutputStream out;
    private final boolean shown;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private volatile boolean heard;

    private TlsStreams(InputStream in, OutputStream out, boolean shown) {
        this.in = in;
        this.out = out;
        this.shown = shown;
    }

    /** @param shown whether the gateway showed a certificate */
    static TlsStreams of(SSLSocket secured, boolean shown) throws IOException {
        return new TlsStreams(secured.getInputStream(), secured.getOutputStream(), shown);
    }

    InputStream input() {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    int count = in.read(buffer, offset, length);
                    if (count < 0 && !heard) {
                        throw new IOException("the stream ended");
                    }
                    heard = true;
                    return count;
                } catch (SocketTimeoutException nothingYet) {
                    throw nothingYet;
                } catch (IOException failed) {
                    throw told(failed);
                }
            }
        };
    }

    OutputStream output() {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException failed) {
                    throw told(failed);
                }
            }
        };
    }

    private IOException told(IOException failed) {
        var inWords = TlsTrouble.isAlert(failed) || heard
                ? TlsTrouble.told(failed, shown)
                : TlsTrouble.endedAtOnce(failed, shown);
        var before = failure.compareAndExchange(null, inWords);
        return before == null ? inWords : new IOException(before.getMessage(), failed);
    }
}

package io.steelyard.gateway.uplink;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 and nothing older over a connected socket, with the broker's name checked. The files are read for each connection. Used by
 * the MQTT library's threads, one connection at a time, and by the uplink's.
 */
public final class Tls {
    /** The only one. */
    public static final String VERSION = "TLSv1.3";
    /** Certificates are matched with host names as browsers do it. */
    private static final String IDENTIFICATION = "HTTPS";
    /** For one answer of a handshake; a server that says nothing has no TLS there, or no life. */
    private static final int ANSWER_MILLIS_MAX = 8_000;
    private static final char[] NO_PASSWORD = new char[0];

    private final TlsFiles files;
    private final Today today;
    private final ExpiryWatch expiry;
    private volatile @Nullable X509Certificate brokers;

    /** @param say told which certificates run out soon */
    public Tls(TlsFiles files, Today today, Consumer<String> say) {
        this.files = files;
        this.today = today;
        this.expiry = new ExpiryWatch(files, today, say);
    }

    /**
     * Shakes hands.
     *
     * @param tcp connected; remains the one to close
     * @throws IOException with a sentence that says what is wrong and what to do
     */
    SSLSocket over(Socket tcp, String host, int port) throws IOException {
        var proof = files.readProof();
        try {
            var context = SSLContext.getInstance(VERSION);
            context.init(keys(proof), new TrustManager[]{ServerTrust.in(files.readAuthorities(), today, host)}, null);
            var secured = (SSLSocket) context.getSocketFactory().createSocket(tcp, host, port, true);
            var parameters = secured.getSSLParameters();
            parameters.setProtocols(new String[]{VERSION});
            parameters.setEndpointIdentificationAlgorithm(IDENTIFICATION);
            secured.setSSLParameters(parameters);
            tcp.setSoTimeout(ANSWER_MILLIS_MAX);
            secured.startHandshake();
            brokers = (X509Certificate) secured.getSession().getPeerCertificates()[0];
            return secured;
        } catch (TlsFileException unusable) {
            throw unusable;
        } catch (IOException failed) {
            throw TlsTrouble.ofHandshake(failed, proof.isPresent());
        } catch (GeneralSecurityException unusable) {
            throw new IOException("TLS cannot be set up: " + unusable.getMessage(), unusable);
        }
    }

    /**
     * For a server of ours that shows this identity and asks for none.
     *
     * @throws IOException with a sentence that says what is wrong and what to do
     */
    public static SSLContext serving(TlsFiles files) throws IOException {
        var proof = files.readProof();
        try {
            var context = SSLContext.getInstance(VERSION);
            context.init(keys(proof), null, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("TLS cannot be set up: " + unusable.getMessage(), unusable);
        }
    }

    private static KeyManager[] keys(Optional<TlsFiles.Proof> proof) throws GeneralSecurityException, IOException {
        if (proof.isEmpty()) {
            return new KeyManager[0];
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("gateway", proof.get().key(), NO_PASSWORD, proof.get().chain().toArray(new Certificate[0]));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    /** What the broker showed last, whether it was believed or not. */
    public Optional<X509Certificate> brokers() {
        return Optional.ofNullable(brokers);
    }

    /** Whether the gateway shows a certificate of its own, which a broker may refuse. */
    boolean shows() {
        return files.identity().isPresent();
    }

    /** Once a day: which certificates run out soon? On the uplink's thread. */
    void look(long nowNanos) {
        expiry.look(nowNanos, Optional.ofNullable(brokers));
    }
}

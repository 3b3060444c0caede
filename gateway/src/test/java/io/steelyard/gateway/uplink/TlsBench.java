package io.steelyard.gateway.uplink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Objects;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of {@code src/test/resources/tls}, as files of a gateway and as a broker's sockets. */
public final class TlsBench {
    private static final char[] PASSWORD = "test".toCharArray();

    private final Path folder;

    public TlsBench(Path folder) {
        this.folder = folder;
    }

    /** The gateway's files: an authority and an identity, by their names in the resources. */
    public TlsFiles files(String authority, String identity) {
        return new TlsFiles(Optional.of(file(authority + ".pem")), Optional.of(identity(identity)));
    }

    /** An authority and nothing to show. */
    public TlsFiles files(String authority) {
        return new TlsFiles(Optional.of(file(authority + ".pem")), Optional.empty());
    }

    /** A certificate and its key, which its owner alone may read. */
    public TlsFiles.Identity identity(String name) {
        var key = file(name + ".key");
        try {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new TlsFiles.Identity(file(name + ".crt"), key);
    }

    /** A copy of one of the resources in the bench's folder. */
    public Path file(String name) {
        var copy = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(TlsBench.class.getResourceAsStream("/tls/" + name), name)) {
            Files.write(copy, in.readAllBytes());
            return copy;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Sockets of a broker for localhost whose clients must show a certificate of {@code ca}. */
    ServerSocketFactory brokersSockets() throws GeneralSecurityException, IOException {
        var proof = new TlsFiles(Optional.empty(), Optional.of(identity("broker"))).readProof().orElseThrow();
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, PASSWORD);
        own.setKeyEntry("broker", proof.key(), PASSWORD, proof.chain().toArray(new Certificate[0]));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        var known = KeyStore.getInstance("PKCS12");
        known.load(null, PASSWORD);
        known.setCertificateEntry("ca", files("ca").readAuthorities().getFirst());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(known);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context.getServerSocketFactory();
    }
}

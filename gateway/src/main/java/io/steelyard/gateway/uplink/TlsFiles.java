package io.steelyard.gateway.uplink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files that TLS to the broker needs, all PEM. They are read anew for each connection, so a renewed certificate needs no
 * restart; every fault is a sentence with its remedy.
 *
 * @param authorities who may vouch for the broker; empty for those of the operating system's Java
 * @param identity what the gateway shows of itself; empty where the broker asks for nothing
 */
public record TlsFiles(Optional<Path> authorities, Optional<Identity> identity) {
    /** Nothing but the authorities everybody trusts. */
    public static final TlsFiles NONE = new TlsFiles(Optional.empty(), Optional.empty());

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final String UNREADABLE = "cannot be read; let the daemon's user own it";
    private static final String NO_PAIR = "is not the key of the certificate ";
    private static final String KEY_BEGINS = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_ENDS = "-----END PRIVATE KEY-----";

    /**
     * @param certificate the gateway's certificate, after it those between it and its authority, if any
     * @param key its private key, PKCS#8, readable by its owner alone
     */
    public record Identity(Path certificate, Path key) {}

    /** An identity, read. */
    record Proof(List<X509Certificate> chain, PrivateKey key) {}

    /** Whose word is taken for the broker; empty means the usual ones. */
    public List<X509Certificate> readAuthorities() throws TlsFileException {
        return authorities.isEmpty() ? List.of() : certificates(authorities.get());
    }

    /** The gateway's own certificate, where it has one. */
    public Optional<X509Certificate> readCertificate() throws TlsFileException {
        return identity.isEmpty()
                ? Optional.empty()
                : Optional.of(certificates(identity.get().certificate()).getFirst());
    }

    /** A sentence if the gateway's own certificate runs out soon, or has. */
    public Optional<String> expiring(Today today) throws TlsFileException {
        return ExpiryWatch.own(this, today);
    }

    /** Fails unless the key is there, is a secret and belongs to the certificate. */
    public void checkKey() throws TlsFileException {
        readProof();
    }

    Optional<Proof> readProof() throws TlsFileException {
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        var chain = certificates(identity.get().certificate());
        var key = key(identity.get(), chain.getFirst());
        return Optional.of(new Proof(chain, key));
    }

    private static List<X509Certificate> certificates(Path file) throws TlsFileException {
        byte[] pem = bytes(file);
        var found = new ArrayList<X509Certificate>();
        try {
            for (var one : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))) {
                found.add((X509Certificate) one);
            }
        } catch (GeneralSecurityException malformed) {
            throw new TlsFileException(file, "holds no certificate (X.509, PEM); copy it there anew", malformed);
        }
        if (found.isEmpty()) {
            throw new TlsFileException(file, "holds no certificate (X.509, PEM); copy it there anew");
        }
        return found;
    }

    private static PrivateKey key(Identity identity, X509Certificate certificate) throws TlsFileException {
        var file = identity.key();
        var text = new String(bytes(file), StandardCharsets.US_ASCII);
        refuseReadableByOthers(file);
        int from = text.indexOf(KEY_BEGINS);
        int to = text.indexOf(KEY_ENDS);
        if (from < 0 || to < from) {
            throw new TlsFileException(file, "holds no private key without a password (PKCS#8, PEM); make one with: "
                    + "openssl pkcs8 -topk8 -nocrypt -in OLD -out " + file);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(from + KEY_BEGINS.length(), to));
            var key = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (belongTogether(key, certificate)) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw new TlsFileException(file, NO_PAIR + identity.certificate(), malformed);
        }
        throw new TlsFileException(file, NO_PAIR + identity.certificate());
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        var algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        byte[] anything = certificate.getTBSCertificate();
        var signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(anything);
        byte[] signature = signing.sign();
        var verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(anything);
        return verifying.verify(signature);
    }

    private static void refuseReadableByOthers(Path file) throws TlsFileException {
        var permissions = permissions(file);
        if (!OWNERS.containsAll(permissions)) {
            throw new TlsFileException(file, "is open to others (" + PosixFilePermissions.toString(permissions)
                    + "); run: chmod 600 " + file);
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) throws TlsFileException {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException unreadable) {
            throw new TlsFileException(file, UNREADABLE, unreadable);
        }
    }

    private static byte[] bytes(Path file) throws TlsFileException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new TlsFileException(file, "is not there; copy it there", missing);
        } catch (IOException unreadable) {
            throw new TlsFileException(file, UNREADABLE, unreadable);
        }
    }
}

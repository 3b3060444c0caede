package io.steelyard.sim.stick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.XECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** The platform's key for sticks: X25519, as {@code age-keygen} writes it. */
public final class StickKey {
    private static final String SECRET_PREFIX = "age-secret-key-";
    private static final String PUBLIC_PREFIX = "age";
    private static final String X25519 = "X25519";
    static final int BYTES = 32;
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b656e032100");
    /** The point whose multiples are the public keys (RFC 7748, 4.1). */
    private static final byte[] BASE_POINT = Arrays.copyOf(new byte[]{9}, BYTES);

    private final byte[] secret;

    private StickKey(byte[] secret) {
        this.secret = secret;
    }

    /** A new one. */
    public static StickKey make() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(X25519).generateKeyPair();
        return new StickKey(((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow());
    }

    /** Reads the file that {@code age-keygen -o} wrote. Throws when it holds no such key. */
    public static StickKey read(Path file) throws IOException {
        List<String> lines = Files.readString(file).lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        return new StickKey((lines.size() == 1 ? Bech32.decode(SECRET_PREFIX, lines.getFirst()) : noKey())
                .filter(bytes -> bytes.length == BYTES)
                .orElseThrow(() -> new IOException("read " + file
                        + ": it is not one line AGE-SECRET-KEY-1… without an error; name what `age-keygen -o` wrote")));
    }

    private static Optional<byte[]> noKey() {
        return Optional.empty();
    }

    /** The line for {@link #read}. */
    public String secretLine() {
        return Bech32.encode(SECRET_PREFIX, secret).toUpperCase(Locale.ROOT);
    }

    /** The line {@code age1…} that gateways are given. */
    public String publicLine() throws GeneralSecurityException {
        return Bech32.encode(PUBLIC_PREFIX, publicBytes());
    }

    byte[] publicBytes() throws GeneralSecurityException {
        return agreedWith(BASE_POINT);
    }

    /** What both sides know and nobody else. */
    byte[] agreedWith(byte[] share) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(X25519);
        agreement.init(privateKey());
        agreement.doPhase(publicKey(share), true);
        return agreement.generateSecret();
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        return KeyFactory.getInstance(X25519).generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
    }

    private static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        byte[] der = Arrays.copyOf(X509_HEAD, X509_HEAD.length + raw.length);
        System.arraycopy(raw, 0, der, X509_HEAD.length, raw.length);
        return KeyFactory.getInstance(X25519).generatePublic(new X509EncodedKeySpec(der));
    }
}

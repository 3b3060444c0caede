package io.steelyard.sim.platform;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One fact as it travels: the exact bytes, and who vouches for them. The bytes are never decoded and encoded again,
 * because the bytes are what was signed. Equal when all three are equal byte by byte. Do not change the arrays.
 */
public final class SignedFact {
    private static final byte[] NONE = {};

    private final byte[] bytes;
    private final byte[] signature;
    private final String keyId;
    /** Asked for by every check of the chain, computed once. */
    private @Nullable String link;

    /**
     * Bytes and who vouches for them, genuine or not.
     *
     * @param bytes the fact, one line of JSON in UTF-8
     * @param signature Ed25519 over {@code bytes}, 64 bytes when genuine; empty when the next signed fact after it vouches
     *        for it, because that one's chain of hashes leads back here
     * @param keyId names the signing key, see {@link KeyFiles#keyId}; empty without a signature
     */
    public SignedFact(byte[] bytes, byte[] signature, String keyId) {
        this.bytes = bytes;
        this.signature = signature;
        this.keyId = keyId;
    }

    /** The fact, one line of JSON in UTF-8. */
    public byte[] bytes() {
        return bytes;
    }

    /** Over {@link #bytes}; empty when the next signed fact vouches for it. */
    public byte[] signature() {
        return signature;
    }

    /** Names the signing key; empty without a signature. */
    public String keyId() {
        return keyId;
    }

    /** A fact of a batch that came without a signature of its own. */
    public static SignedFact vouchedForByTheNext(byte[] bytes) {
        return new SignedFact(bytes, NONE, "");
    }

    /** Signs bytes as a gateway does. */
    public static SignedFact signedBy(KeyPair key, byte[] bytes) {
        return new SignedFact(bytes, Signatures.sign(bytes, key.getPrivate()), KeyFiles.keyId(key.getPublic()));
    }

    /** Whether a key's owner signed these bytes. */
    public static boolean isGenuine(byte[] bytes, byte[] signature, PublicKey key) {
        return Signatures.genuine(bytes, signature, key);
    }

    /** What the fact after it says in {@code prev}. */
    public String link() {
        String known = link;
        if (known == null) {
            known = Signatures.link(bytes);
            link = known;
        }
        return known;
    }

    /** Whether it claims a signature of its own, genuine or not. */
    public boolean isSigned() {
        return signature.length > 0 || !keyId.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedFact fact && Arrays.equals(bytes, fact.bytes)
                && Arrays.equals(signature, fact.signature) && keyId.equals(fact.keyId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(bytes), Arrays.hashCode(signature), keyId);
    }
}

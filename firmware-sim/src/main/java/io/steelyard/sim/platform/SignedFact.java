package io.steelyard.sim.platform;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Objects;

/**
 * One fact as it travels: the exact bytes, and who vouches for them. The bytes are never decoded and encoded again,
 * because the bytes are what was signed. Equal when all three are equal byte by byte. Do not change the arrays.
 *
 * @param bytes the fact, one line of JSON in UTF-8
 * @param signature Ed25519 over {@code bytes}, 64 bytes when genuine; empty when the next signed fact after it vouches
 *        for it, because that one's chain of hashes leads back here
 * @param keyId names the signing key, see {@link KeyFiles#keyId}; empty without a signature
 */
public record SignedFact(byte[] bytes, byte[] signature, String keyId) {
    private static final byte[] NONE = {};

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
        return Signatures.link(bytes);
    }

    /** Whether it claims a signature of its own, genuine or not. */
    public boolean isSigned() {
        return signature.length > 0 || !keyId.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedFact(byte[] otherBytes, byte[] otherSignature, String otherKeyId)
                && Arrays.equals(bytes, otherBytes) && Arrays.equals(signature, otherSignature)
                && keyId.equals(otherKeyId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(bytes), Arrays.hashCode(signature), keyId);
    }
}

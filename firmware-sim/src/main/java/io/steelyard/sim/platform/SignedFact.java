package io.steelyard.sim.platform;

import java.util.Arrays;
import java.util.Objects;

/**
 * One fact as it travels: the exact bytes, and who vouches for them. The bytes are never decoded and encoded again,
 * because the bytes are what was signed. Equal when all three are equal byte by byte. Do not change the arrays.
 *
 * @param bytes the fact, one line of JSON in UTF-8
 * @param signature Ed25519 over {@code bytes}, 64 bytes when genuine
 * @param keyId names the signing key, see {@link KeyFiles#keyId}
 */
public record SignedFact(byte[] bytes, byte[] signature, String keyId) {
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

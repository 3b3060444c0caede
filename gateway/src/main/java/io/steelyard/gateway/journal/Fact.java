package io.steelyard.gateway.journal;

import java.util.Arrays;

/**
 * A fact as journaled, signed and published: the same bytes everywhere.
 *
 * @param seq its number, dense from 1 within its journal
 * @param bytes its JSON; never re-encoded
 * @param signature Ed25519 over the bytes, 64 bytes
 * @param keyId which key signed: see {@link FactSigner#keyId()}
 */
public record Fact(long seq, byte[] bytes, byte[] signature, String keyId) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Fact fact && seq == fact.seq && keyId.equals(fact.keyId)
                && Arrays.equals(bytes, fact.bytes) && Arrays.equals(signature, fact.signature);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(seq) * 31 + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "fact " + seq;
    }
}

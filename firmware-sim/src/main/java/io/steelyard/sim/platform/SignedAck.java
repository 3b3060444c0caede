package io.steelyard.sim.platform;

import java.util.Arrays;
import java.util.Objects;

/**
 * The platform's word that it has committed facts, as it travels on the retained topic {@code …/ack}. Equal when all
 * is equal byte by byte. Do not change the arrays.
 *
 * @param payload <code>{"journal":"…","through":n,"missing":[[a,b],…]}</code> in UTF-8
 * @param signature Ed25519 over {@code payload} by the platform
 * @param keyId names the platform's key
 * @param through the highest n such that facts 1 to n are stored and their chain is verified
 */
public record SignedAck(byte[] payload, byte[] signature, String keyId, long through) {
    @Override
    public boolean equals(Object other) {
        return other instanceof SignedAck ack && Arrays.equals(payload, ack.payload)
                && Arrays.equals(signature, ack.signature) && keyId.equals(ack.keyId) && through == ack.through;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(payload), Arrays.hashCode(signature), keyId, through);
    }
}

package io.steelyard.sim.platform;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;

/**
 * Something that the platform asks of a gateway, as it travels on {@code …/command/{name}}. Do not change the arrays.
 *
 * @param payload JSON in UTF-8
 * @param signature Ed25519 over {@code payload} by the platform
 * @param keyId names the platform's key
 */
public record SignedCommand(byte[] payload, byte[] signature, String keyId) {
    /** The wish to have facts of a journal once more: <code>{"journal":"…","from":a,"through":b}</code>. */
    static SignedCommand replay(String journal, SeqRange range, KeyPair platform) {
        byte[] payload = ("{\"journal\":\"" + journal + "\",\"from\":" + range.first() + ",\"through\":" + range.last()
                + "}").getBytes(StandardCharsets.UTF_8);
        return new SignedCommand(payload, Signatures.sign(payload, platform.getPrivate()),
                KeyFiles.keyId(platform.getPublic()));
    }
}

package io.steelyard.gateway.journal;

import java.util.Base64;

/** How facts are chained: each names the hash of the one before it. */
public final class Chain {
    /** What the first fact of a journal names: 32 zero bytes. */
    static final String START = encode(new byte[32]);

    private Chain() {}

    /** The {@code prev} of the fact that follows these bytes: their SHA-256, base64url without padding. */
    public static String link(byte[] factBytes) {
        return encode(FactSigner.sha256(factBytes));
    }

    private static String encode(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}

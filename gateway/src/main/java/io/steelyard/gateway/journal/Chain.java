package io.steelyard.gateway.journal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How facts are chained: each names the hash of the one before it. */
public final class Chain {
    /** What the first fact of a journal names: 32 zero bytes. */
    static final String START = encode(new byte[32]);

    private static final String PREV = "\"prev\":\"";
    /** It stands behind an id, a type, a gateway's name, a journal's id and a number. */
    private static final int PREV_WITHIN_BYTES = 512;

    private Chain() {}

    /** The {@code prev} of the fact that follows these bytes: their SHA-256, base64url without padding. */
    public static String link(byte[] factBytes) {
        return encode(FactSigner.sha256(factBytes));
    }

    /** Whether a fact names that link as the one before it; looks where {@link FactEncoder} writes it, which is much faster than reading. */
    static boolean follows(byte[] factBytes, String link) {
        var text = new String(factBytes, 0, Math.min(factBytes.length, PREV_WITHIN_BYTES), StandardCharsets.ISO_8859_1);
        int at = text.indexOf(PREV);
        return at >= 0 && text.startsWith(link, at + PREV.length());
    }

    private static String encode(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}

package io.steelyard.gateway.station;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns the codes of people (household, operator, card) into keyed tokens: the same card gives the same token, nobody without
 * the key gets from the token to the card. Any thread.
 */
public final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";
    /** 128 bits: no two households of a city share one by chance. */
    private static final int TOKEN_BYTES = 16;

    private final SecretKeySpec key;

    public Tokens(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The token of one code: base64url without padding, 22 characters. */
    public String of(String code) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(code.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TOKEN_BYTES));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, missing);
        }
    }
}

package io.steelyard.sim.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A list of cards for one gateway, as it travels retained on {@code …/desired/cards}. Do not change the arrays.
 *
 * @param payload <code>{"document":"cards","gateway":"…","version":"…","number":n,"salt":"…","allow":[…],"deny":[…],"crew":[…]}</code>
 *        in UTF-8; an entry is base64url of the first 16 bytes of HMAC-SHA256 over a card's code, the salt being the key
 * @param signature Ed25519 over {@code payload} by the platform
 * @param keyId names the platform's key
 */
public record CardsDocument(byte[] payload, byte[] signature, String keyId) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ENTRY_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /**
     * Which edition for whom.
     *
     * @param gateway its id
     * @param version what people call the edition
     * @param number higher than that of any edition before
     * @param salt at least 16 bytes by chance, new with each edition
     */
    public record Edition(String gateway, String version, long number, byte[] salt) {}

    /** Hashes the codes and signs. */
    public static CardsDocument of(Edition edition, Collection<String> allow, Collection<String> deny,
            Collection<String> crew,
            KeyPair platform) {
        byte[] payload = ("{\"document\":\"cards\",\"gateway\":\"" + edition.gateway() + "\",\"version\":\""
                + edition.version() + "\",\"number\":" + edition.number() + ",\"salt\":\""
                + BASE64.encodeToString(edition.salt()) + "\",\"allow\":" + entries(allow, edition.salt())
                + ",\"deny\":"
                + entries(deny, edition.salt()) + ",\"crew\":" + entries(crew, edition.salt()) + "}")
                .getBytes(StandardCharsets.UTF_8);
        return new CardsDocument(payload, Signatures.sign(payload, platform.getPrivate()),
                KeyFiles.keyId(platform.getPublic()));
    }

    private static String entries(Collection<String> codes, byte[] salt) {
        return codes.stream().map(code -> "\"" + entry(code, salt) + "\"").sorted()
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String entry(String code, byte[] salt) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            byte[] digest = mac.doFinal(code.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(Arrays.copyOf(digest, ENTRY_BYTES));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
        }
    }
}

package io.steelyard.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/** What a receiver makes of messages with facts, after the contract's words only; shares no code with what is tested. */
public final class Unpacked {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Unpacked() {}

    /** The exact bytes of each fact of a message, single or batch. */
    public static List<byte[]> facts(Message message) {
        if (!message.topic().endsWith("/facts/backfill")) {
            return List.of(message.payload());
        }
        assertEquals("application/gzip", message.contentType());
        assertEquals(List.of("signature", "keyid"), List.copyOf(message.userProperties().keySet()));
        assertFalse(message.retained());
        var text = gunzipped(message.payload());
        assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= 256 * 1024, "too much in a batch");
        var facts = new ArrayList<byte[]>();
        for (var line : text.split("\n", -1)) {
            var whole = facts.isEmpty()
                    ? line
                    : line.replaceFirst("\"prev\":\"\"", "\"prev\":\"" + hash(facts.getLast()) + "\"");
            facts.add(whole.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(facts.size() <= 100, "too many in a batch");
        return facts;
    }

    /** The numbers that the facts of a message bear. */
    public static List<Long> numbers(Message message) {
        return facts(message).stream().map(fact -> JSON.readTree(fact).get("seq").asLong()).toList();
    }

    /** Whether the message's signature is that key's over its last fact. */
    static boolean verifies(Message message, PublicKey key) throws GeneralSecurityException {
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(facts(message).getLast());
        return verifier.verify(Base64.getDecoder().decode(message.userProperties().get("signature")));
    }

    private static String gunzipped(byte[] payload) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static String hash(byte[] fact) {
        try {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(fact));
        } catch (GeneralSecurityException missing) {
            throw new AssertionError(missing);
        }
    }
}

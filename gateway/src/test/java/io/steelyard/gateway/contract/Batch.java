package io.steelyard.gateway.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A payload of facts/backfill, unpacked by the contract's words and by nobody's code but this. */
final class Batch {
    private static final int PLAIN_BYTES_MAX = 256 * 1024;
    private static final int FACTS_MAX = 100;

    private Batch() {}

    /** The facts with their links put in again. Fails where the payload is not what the contract says. */
    static List<byte[]> facts(byte[] payload) {
        String plain;
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            var bytes = gzip.readNBytes(PLAIN_BYTES_MAX + 1);
            if (bytes.length > PLAIN_BYTES_MAX) {
                throw new AssertionError("a batch is longer than " + PLAIN_BYTES_MAX + " bytes");
            }
            plain = new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a batch is not gzip", e);
        }
        var facts = new ArrayList<byte[]>();
        for (var line : plain.split("\n", -1)) {
            if (!facts.isEmpty()) {
                if (!line.contains("\"prev\":\"\"")) {
                    throw new AssertionError("prev was not taken out: " + line);
                }
                line = line.replaceFirst("\"prev\":\"\"", "\"prev\":\"" + link(facts.getLast()) + "\"");
            }
            facts.add(line.getBytes(StandardCharsets.UTF_8));
        }
        if (facts.size() > FACTS_MAX) {
            throw new AssertionError("a batch has " + facts.size() + " facts");
        }
        return facts;
    }

    /** What the fact after it says in {@code prev}. */
    static String link(byte[] fact) {
        try {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(fact));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

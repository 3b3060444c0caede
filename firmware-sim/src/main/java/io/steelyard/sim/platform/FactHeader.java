package io.steelyard.sim.platform;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What the platform needs to know of a fact to store it, read strictly: anything it would have to guess is refused.
 * The data of the fact is checked to be JSON and otherwise not looked at.
 *
 * <pre>
 * {"id":"UUIDv7","type":"weighing","gateway":"…","journal":"…","seq":1842,"prev":"43 characters","at":"RFC 3339","data":{…}, …}
 * </pre>
 *
 * @param gateway who wrote it
 * @param journal which of the gateway's journals; a new database is a new journal
 * @param seq its number in that journal, dense from 1
 * @param id UUIDv7
 * @param prev SHA-256 over the bytes of fact {@code seq - 1}, base64url without padding; of fact 1, {@link #NO_PREVIOUS}
 * @param type what kind of fact
 * @param at capture time, RFC 3339, as written
 */
public record FactHeader(String gateway, String journal, long seq, String id, String prev, String type, String at)
        implements
            FactReading {
    /** {@code prev} of the first fact of a journal: 32 zero bytes. */
    public static final String NO_PREVIOUS = "A".repeat(43);

    /** Longest fact that is read at all. */
    public static final int FACT_BYTES_MAX = 64 * 1024;

    /** Names go into topics: no level separator, no wildcard, no blank. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern UUID_V7 = Pattern
            .compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    /** 32 bytes are 42 characters and a 43rd that carries only four bits, so its last two are zero. */
    private static final Pattern SHA256_BASE64URL = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads a header. Never throws, whatever the bytes are. */
    public static FactReading of(byte[] bytes) {
        if (bytes.length > FACT_BYTES_MAX) {
            return new Malformed("longer than " + FACT_BYTES_MAX + " bytes");
        }
        if (hasLineFeed(bytes)) {
            return new Malformed("more than one line");
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), utf8(bytes))) {
            return read(parser);
        } catch (CharacterCodingException _) {
            return new Malformed("not UTF-8");
        } catch (JacksonException e) {
            return new Malformed("not strict JSON: " + e.getOriginalMessage());
        } catch (DateTimeException _) {
            return new Malformed("at is not an RFC 3339 time");
        }
    }

    /** A fact is one line, so that a file of facts can be read with any tool. */
    private static boolean hasLineFeed(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n') {
                return true;
            }
        }
        return false;
    }

    /** Decoded here, because the parser would also guess UTF-16 and UTF-32. */
    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static FactReading read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return new Malformed("not a JSON object");
        }
        Map<String, String> texts = new HashMap<>();
        long seq = 0;
        boolean hasData = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (value) {
                case VALUE_STRING -> texts.put(name, parser.getString());
                case VALUE_NUMBER_INT -> seq = name.equals("seq") ? parser.getLongValue() : seq;
                case START_OBJECT -> hasData |= name.equals("data");
                default -> {
                }
            }
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            return new Malformed("something follows the object");
        }
        return hasData ? header(texts, seq) : new Malformed("data is missing or not an object");
    }

    private static FactReading header(Map<String, String> texts, long seq) {
        String gateway = texts.getOrDefault("gateway", "");
        String journal = texts.getOrDefault("journal", "");
        String id = texts.getOrDefault("id", "");
        String prev = texts.getOrDefault("prev", "");
        String type = texts.getOrDefault("type", "");
        String at = texts.getOrDefault("at", "");
        if (!isName(gateway) || !isName(journal) || !isName(type)) {
            return new Malformed("gateway, journal or type is missing or not a plain name");
        }
        if (seq < 1) {
            return new Malformed("seq is missing or below 1");
        }
        if (!UUID_V7.matcher(id).matches()) {
            return new Malformed("id is not a UUIDv7");
        }
        if (!SHA256_BASE64URL.matcher(prev).matches()) {
            return new Malformed("prev is not the base64url of 32 bytes");
        }
        Instant.parse(at);
        return new FactHeader(gateway, journal, seq, id, prev, type, at);
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}

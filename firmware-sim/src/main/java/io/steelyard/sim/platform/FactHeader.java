package io.steelyard.sim.platform;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
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

    private static final int NAME_CHARS_MAX = 64;
    private static final int UUID_CHARS = 36;
    private static final int UUID_VERSION_AT = 14;
    private static final int UUID_VARIANT_AT = 19;
    /** 32 bytes are 42 characters and a 43rd that carries only four bits, so its last two are zero. */
    private static final int SHA256_CHARS = 43;
    private static final String SHA256_LAST_CHARS = "AEIMQUYcgkosw048";

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
        try (JsonParser parser = parser(bytes)) {
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

    /** Bytes are read faster than text, but the parser would also guess UTF-16 and UTF-32 of them and forgive bad UTF-8. */
    private static JsonParser parser(byte[] bytes) throws CharacterCodingException {
        return isPlainAscii(bytes)
                ? JSON.createParser(ObjectReadContext.empty(), bytes)
                : JSON.createParser(ObjectReadContext.empty(), utf8(bytes));
    }

    /** Without NUL, by which wider encodings would be known. */
    private static boolean isPlainAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b <= 0) {
                return false;
            }
        }
        return true;
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static FactReading read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return new Malformed("not a JSON object");
        }
        Texts texts = new Texts();
        long seq = 0;
        boolean hasData = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (value) {
                case VALUE_STRING -> texts.put(name, parser);
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

    /** Of the fact's own texts those that are wanted. */
    private static final class Texts {
        private String gateway = "";
        private String journal = "";
        private String id = "";
        private String prev = "";
        private String type = "";
        private String at = "";

        void put(String name, JsonParser parser) {
            switch (name) {
                case "gateway" -> gateway = parser.getString();
                case "journal" -> journal = parser.getString();
                case "id" -> id = parser.getString();
                case "prev" -> prev = parser.getString();
                case "type" -> type = parser.getString();
                case "at" -> at = parser.getString();
                default -> {
                }
            }
        }
    }

    private static FactReading header(Texts texts, long seq) {
        if (!isName(texts.gateway) || !isName(texts.journal) || !isName(texts.type)) {
            return new Malformed("gateway, journal or type is missing or not a plain name");
        }
        if (seq < 1) {
            return new Malformed("seq is missing or below 1");
        }
        if (!isUuidV7(texts.id)) {
            return new Malformed("id is not a UUIDv7");
        }
        if (!isSha256(texts.prev)) {
            return new Malformed("prev is not the base64url of 32 bytes");
        }
        Instant.parse(texts.at);
        return new FactHeader(texts.gateway, texts.journal, seq, texts.id, texts.prev, texts.type, texts.at);
    }

    /** Names go into topics: no level separator, no wildcard, no blank. */
    private static boolean isName(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!isUrlSafe(text.charAt(at)) && text.charAt(at) != '.') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= NAME_CHARS_MAX;
    }

    private static boolean isUuidV7(String text) {
        if (text.length() != UUID_CHARS || text.charAt(UUID_VERSION_AT) != '7'
                || "89ab".indexOf(text.charAt(UUID_VARIANT_AT)) < 0) {
            return false;
        }
        for (int at = 0; at < UUID_CHARS; at++) {
            char found = text.charAt(at);
            boolean fits = switch (at) {
                case 8, 13, 18, 23 -> found == '-';
                default -> found >= '0' && found <= '9' || found >= 'a' && found <= 'f';
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSha256(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!isUrlSafe(text.charAt(at))) {
                return false;
            }
        }
        return text.length() == SHA256_CHARS && SHA256_LAST_CHARS.indexOf(text.charAt(SHA256_CHARS - 1)) >= 0;
    }

    /** What base64url is made of. */
    private static boolean isUrlSafe(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
    }
}

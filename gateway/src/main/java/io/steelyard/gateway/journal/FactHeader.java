package io.steelyard.gateway.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What every fact says of itself, read back from its bytes.
 *
 * @param id UUIDv7
 * @param type see {@link io.steelyard.gateway.station.FactType}
 * @param gateway who wrote it
 * @param journal in which journal
 * @param seq under which number
 * @param prev hash of the fact before it, see {@link Chain}
 * @param at when it happened, RFC 3339 in UTC
 */
public record FactHeader(String id, String type, String gateway, String journal, long seq, String prev, String at) {
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Empty when the bytes are not a fact. */
    public static Optional<FactHeader> read(byte[] factBytes) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), factBytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var texts = new HashMap<String, String>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                var token = json.nextToken();
                if (token.isScalarValue()) {
                    texts.put(name, json.getString());
                } else {
                    json.skipChildren();
                }
            }
            return json.nextToken() == null ? of(texts) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<FactHeader> of(Map<String, String> texts) {
        try {
            return Optional.of(new FactHeader(need(texts, "id"), need(texts, "type"), need(texts, "gateway"),
                    need(texts, "journal"), Long.parseLong(need(texts, "seq")), need(texts, "prev"),
                    need(texts, "at")));
        } catch (IllegalArgumentException incomplete) {
            return Optional.empty();
        }
    }

    private static String need(Map<String, String> texts, String name) {
        var text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name);
        }
        return text;
    }
}

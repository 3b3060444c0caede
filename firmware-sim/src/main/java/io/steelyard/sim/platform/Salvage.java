package io.steelyard.sim.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A fact that was saved out of a damaged journal travels inside a fact of type {@code salvaged} of the journal after it:
 *
 * <pre>
 * "data":{"journal":OLD,"seq":n,"fact":"exact text of the old fact","signature":"base64","keyid":"…"}
 * </pre>
 *
 * Who receives it takes the inner fact as if it had arrived by itself; its own signature vouches for it.
 */
public final class Salvage {
    /** The type of the outer fact. */
    public static final String TYPE = "salvaged";

    private static final JsonFactory JSON = new JsonFactory();

    private Salvage() {}

    /** The fact inside; empty when the outer fact, which is genuine JSON, does not hold one that can be read. */
    public static Optional<SignedFact> inner(byte[] outer) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), outer)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean data = parser.currentName().equals("data");
                if (parser.nextToken() == JsonToken.START_OBJECT && data) {
                    texts.putAll(texts(parser));
                } else {
                    parser.skipChildren();
                }
            }
            return Optional.of(new SignedFact(text(texts, "fact").getBytes(StandardCharsets.UTF_8),
                    Base64.getDecoder().decode(text(texts, "signature")), text(texts, "keyid")));
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> texts(JsonParser parser) {
        Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getString());
            }
            parser.skipChildren();
        }
        return texts;
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("a salvaged fact without " + name);
        }
        return text;
    }
}

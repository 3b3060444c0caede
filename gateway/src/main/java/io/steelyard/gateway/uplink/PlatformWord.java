package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.FactSigner;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** What the platform says: one JSON object, signed in the user property {@code signature}. */
final class PlatformWord {
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PlatformWord() {}

    /** Whether the platform signed exactly this payload. */
    static boolean signed(Message message, PublicKey platform) {
        var signature = message.userProperties().get("signature");
        if (signature == null) {
            return false;
        }
        try {
            return FactSigner.verifies(platform, message.payload(), Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Reads the object with a reader that is handed it after its opening brace; empty when it is malformed. */
    static <T> Optional<T> object(byte[] payload, Function<JsonParser, Optional<T>> reader) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), payload)) {
            return json.nextToken() == JsonToken.START_OBJECT ? reader.apply(json) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }
}

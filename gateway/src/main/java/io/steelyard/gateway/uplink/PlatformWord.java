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
public final class PlatformWord {
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PlatformWord() {}

    /** Whether the platform signed exactly this payload. */
    static boolean signed(Message message, PublicKey platform) {
        return signature(message, platform).isPresent();
    }

    /** The platform's signature over exactly this payload; empty when there is none or another's. */
    static Optional<byte[]> signature(Message message, PublicKey platform) {
        try {
            return Optional.ofNullable(message.userProperties().get("signature")).map(Base64.getDecoder()::decode)
                    .filter(signature -> FactSigner.verifies(platform, message.payload(), signature));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Reads the object with a reader that is handed it after its opening brace; empty when it is malformed. */
    public static <T> Optional<T> object(byte[] payload, Function<JsonParser, Optional<T>> reader) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), payload)) {
            return json.nextToken() == JsonToken.START_OBJECT ? reader.apply(json) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }
}

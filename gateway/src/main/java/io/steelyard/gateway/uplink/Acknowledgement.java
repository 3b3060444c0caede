package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.FactSigner;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The platform's word that it has committed facts: {@code {"journal":"…","through":n,"missing":[[a,b],…]}}, signed.
 *
 * @param journal of which journal
 * @param through every fact from 1 to this one
 */
record Acknowledgement(String journal, long through) {
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Empty when it is malformed or not signed by the platform: such a message changes nothing. */
    static Optional<Acknowledgement> read(Message message, PublicKey platform) {
        var signature = message.userProperties().get("signature");
        if (signature == null || !signed(message.payload(), signature, platform)) {
            return Optional.empty();
        }
        try (var json = JSON.createParser(ObjectReadContext.empty(), message.payload())) {
            return json.nextToken() == JsonToken.START_OBJECT ? read(json) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static boolean signed(byte[] payload, String signature, PublicKey platform) {
        try {
            return FactSigner.verifies(platform, payload, Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Optional<Acknowledgement> read(JsonParser json) {
        String journal = "";
        long through = -1;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var token = json.nextToken();
            if (name.equals("journal") && token == JsonToken.VALUE_STRING) {
                journal = json.getString();
            } else if (name.equals("through") && token == JsonToken.VALUE_NUMBER_INT) {
                through = json.getLongValue();
            } else {
                json.skipChildren(); // "missing" repeats what going back to the watermark sends anyway
            }
        }
        return through < 0 ? Optional.empty() : Optional.of(new Acknowledgement(journal, through));
    }
}

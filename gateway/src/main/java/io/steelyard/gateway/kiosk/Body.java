package io.steelyard.gateway.kiosk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Reads what a page sends: one flat JSON object of bounded size. */
final class Body {
    /** The longest request is a correction with its reason. */
    static final int BYTES_MAX = 4_096;

    private Body() {}

    /** All of it, unless it is too long. */
    static byte[] read(InputStream in) throws IOException, Refusal {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw tooLong();
        }
        return bytes;
    }

    static Refusal tooLong() {
        return new Refusal(413, "too-long", "the request is longer than " + BYTES_MAX + " bytes; send less");
    }

    /** The members of a flat object, each as the text of its value; nulls are left out. */
    static Map<String, String> members(byte[] bytes) throws Refusal {
        var members = new LinkedHashMap<String, String>();
        try (var json = Json.FACTORY.createParser(ObjectReadContext.empty(), text(bytes))) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                var value = json.nextToken();
                require(value != null && value.isScalarValue());
                if (value != JsonToken.VALUE_NULL) {
                    require(members.put(name, json.getString()) == null);
                }
            }
            require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
            return members;
        } catch (JacksonException malformed) {
            throw malformed();
        }
    }

    private static String text(byte[] bytes) throws Refusal {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            throw malformed();
        }
    }

    private static void require(boolean wellFormed) throws Refusal {
        if (!wellFormed) {
            throw malformed();
        }
    }

    private static Refusal malformed() {
        return new Refusal(400, "malformed", "the request is no flat JSON object in UTF-8; send one");
    }
}

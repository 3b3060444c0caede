package io.steelyard.gateway.kiosk;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the properties of one JSON object, between braces that are already there. */
interface Json {
    JsonFactory FACTORY = new JsonFactory();

    void writeTo(JsonGenerator json);

    /** The whole object, UTF-8. */
    default byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            writeTo(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** A text, or null. */
    static void text(JsonGenerator json, String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }

    /** An object, or null. */
    static <T> void object(JsonGenerator json, String name, Optional<T> value, Part<T> part) {
        if (value.isEmpty()) {
            json.writeNullProperty(name);
            return;
        }
        json.writeObjectPropertyStart(name);
        part.writeTo(json, value.get());
        json.writeEndObject();
    }

    /** A list of objects. */
    static <T> void objects(JsonGenerator json, String name, Iterable<T> values, Part<T> part) {
        json.writeArrayPropertyStart(name);
        for (var value : values) {
            json.writeStartObject();
            part.writeTo(json, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A list of texts. */
    static void texts(JsonGenerator json, String name, Iterable<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /** Writes one value's properties. */
    interface Part<T> {
        void writeTo(JsonGenerator json, T value);
    }
}

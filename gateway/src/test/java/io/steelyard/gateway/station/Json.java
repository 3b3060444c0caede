package io.steelyard.gateway.station;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a fact's content says, read back. */
final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    static String text(FactData data) {
        var out = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            data.writeTo(json);
            json.writeEndObject();
        }
        return out.toString();
    }

    /** Every leaf by its path, as in {@code scale.name}, in the order written; a text keeps its quotes. */
    static Map<String, String> leaves(String text) {
        var leaves = new LinkedHashMap<String, String>();
        try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            read(json, "", leaves);
        }
        return leaves;
    }

    private static void read(JsonParser json, String path, Map<String, String> leaves) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = path + json.currentName();
            switch (json.nextToken()) {
                case START_OBJECT -> read(json, name + ".", leaves);
                case VALUE_STRING -> leaves.put(name, '"' + json.getString() + '"');
                default -> leaves.put(name, json.getString());
            }
        }
    }
}

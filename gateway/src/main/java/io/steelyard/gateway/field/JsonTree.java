package io.steelyard.gateway.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** An object of JSON that is read to be shown. What is absent or of another kind reads as nothing. */
record JsonTree(Map<String, @Nullable Object> members) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Empty when the text is no object. */
    static Optional<JsonTree> read(String text) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
            return json.nextToken() == JsonToken.START_OBJECT ? Optional.of(object(json)) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static JsonTree object(JsonParser json) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            members.put(name, value(json));
        }
        return new JsonTree(members);
    }

    private static @Nullable Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                var items = new ArrayList<@Nullable Object>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield items;
            }
            case VALUE_NULL -> null;
            default -> json.getString();
        };
    }

    /** A text, or a number or truth as it was written. */
    Optional<String> text(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The same, with a word for nothing. */
    String textOr(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    Optional<JsonTree> tree(String name) {
        return members.get(name) instanceof JsonTree tree ? Optional.of(tree) : Optional.empty();
    }

    /** The texts of a list. */
    List<String> texts(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    /** The objects of a list. */
    List<JsonTree> trees(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().filter(JsonTree.class::isInstance).map(JsonTree.class::cast).toList()
                : List.of();
    }
}

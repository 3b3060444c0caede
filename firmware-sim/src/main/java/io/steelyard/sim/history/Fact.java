package io.steelyard.sim.history;

import io.steelyard.sim.platform.SignedFact;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** A fact as the judge reads it, by its own eyes and not by the platform's. Unknown fields are ignored. */
record Fact(Identity identity, String id, String type, String prev, Instant at, Optional<Uptime> uptime,
        Optional<Weight> weight, Optional<Reference> refers, Content content, SignedFact signed) {
    /** What makes a fact the same fact, whatever it says. */
    record Identity(String gateway, String journal, long seq) {
        @Override
        public String toString() {
            return "fact " + seq + " of journal " + journal;
        }
    }

    /** Where it stands on the clock that never jumps. */
    record Uptime(String boot, long millis) {}

    /** What a fact of type {@code weighing} says of the weight. */
    record Weight(String station, BigDecimal net, String unit) {}

    /** Which earlier fact a void or correction is about, which one opened the shift or began the session that is over. */
    record Reference(Identity identity, String id) {}

    private static final String WEIGHING = "weighing";
    private static final String DATA = "data.";
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads a fact. Throws {@link Unreadable} when something the judge needs is missing or not what it should be. */
    static Fact read(SignedFact signed) throws Unreadable {
        Map<String, String> fields;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), signed.bytes())) {
            parser.nextToken();
            fields = scalars(parser, "");
        } catch (JacksonException e) {
            throw new Unreadable(e.getOriginalMessage());
        }
        try {
            Identity identity = new Identity(text(fields, "gateway"), text(fields, "journal"),
                    Long.parseLong(text(fields, "seq")));
            String type = text(fields, "type");
            Content content = new Content(fields, DATA);
            return new Fact(identity, text(fields, "id"), type, text(fields, "prev"), Instant.parse(text(fields, "at")),
                    uptime(fields), type.equals(WEIGHING) ? Optional.of(weight(content)) : Optional.empty(),
                    reference(identity.gateway(), fields), content, signed);
        } catch (NumberFormatException | DateTimeException e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Bytes that are not a fact the judge can read; the message says why. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }
    }

    /** Only whoever knows of the boots needs it. */
    private static Optional<Uptime> uptime(Map<String, String> fields) {
        return Optional.ofNullable(fields.get("clock.boot")).flatMap(
                boot -> Optional.ofNullable(fields.get("clock.uptimeMs"))
                        .map(millis -> new Uptime(boot, Long.parseLong(millis))));
    }

    private static Optional<Reference> reference(String gateway, Map<String, String> fields) throws Unreadable {
        for (String name : List.of("data.refers", "data.opened", "data.begun")) {
            if (fields.containsKey(name + ".seq")) {
                return Optional.of(new Reference(new Identity(gateway, text(fields, name + ".journal"),
                        Long.parseLong(text(fields, name + ".seq"))), text(fields, name + ".id")));
            }
        }
        return Optional.empty();
    }

    /** When it happened: by what is known of its boot, else by its calendar. */
    Instant happened(Boots boots) {
        return uptime.flatMap(clock -> boots.moment(clock.boot(), clock.millis())).orElse(at);
    }

    private static Weight weight(Content data) throws Unreadable {
        return new Weight(data.needed("station"), data.neededDecimal("net"), data.needed("unit"));
    }

    private static String text(Map<String, String> fields, String path) throws Unreadable {
        String text = fields.get(path);
        if (text == null) {
            throw new Unreadable("it has no " + path);
        }
        return text;
    }

    /** All texts and numbers of an object and of whatever is in it, by dotted path; elements of a list by their index. */
    private static Map<String, String> scalars(JsonParser parser, String prefix) {
        Map<String, String> found = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String path = prefix + parser.currentName();
            parser.nextToken();
            value(parser, path, found);
        }
        return found;
    }

    private static void value(JsonParser parser, String path, Map<String, String> found) {
        switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> found.put(path, parser.getString());
            case START_OBJECT -> found.putAll(scalars(parser, path + "."));
            case START_ARRAY -> {
                for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                    value(parser, path + "." + index, found);
                }
            }
            default -> parser.skipChildren();
        }
    }
}

package io.steelyard.sim.history;

import io.steelyard.sim.platform.SignedFact;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** A fact as the judge reads it, by its own eyes and not by the platform's. Unknown fields are ignored. */
record Fact(Identity identity, String id, String type, String prev, Instant at, Optional<Uptime> uptime,
        Optional<Weight> weight, Optional<Reference> refers, SignedFact signed) {
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

    /** Which earlier fact a void or correction is about, or which one opened the shift that is closed. */
    record Reference(Identity identity, String id) {}

    private static final String WEIGHING = "weighing";
    /** Digits as a scale shows them; an exponent could make the judge compute for ever. */
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]{1,9}([.][0-9]{1,9})?");
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
            return new Fact(identity, text(fields, "id"), type, text(fields, "prev"), Instant.parse(text(fields, "at")),
                    uptime(fields), type.equals(WEIGHING) ? Optional.of(weight(fields)) : Optional.empty(),
                    reference(identity.gateway(), fields), signed);
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
        for (String name : List.of("data.refers", "data.opened")) {
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

    private static Weight weight(Map<String, String> fields) throws Unreadable {
        String net = text(fields, "data.net");
        if (!PLAIN_DECIMAL.matcher(net).matches()) {
            throw new Unreadable("its net weight is not a plain decimal: " + net);
        }
        return new Weight(text(fields, "data.station"), new BigDecimal(net), text(fields, "data.unit"));
    }

    private static String text(Map<String, String> fields, String path) throws Unreadable {
        String text = fields.get(path);
        if (text == null) {
            throw new Unreadable("it has no " + path);
        }
        return text;
    }

    /** All texts and numbers of an object and of the objects in it, by dotted path. */
    private static Map<String, String> scalars(JsonParser parser, String prefix) {
        Map<String, String> found = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String path = prefix + parser.currentName();
            switch (parser.nextToken()) {
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> found.put(path, parser.getString());
                case START_OBJECT -> found.putAll(scalars(parser, path + "."));
                default -> parser.skipChildren();
            }
        }
        return found;
    }
}

package io.steelyard.gateway.ledger;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A fact's texts and numbers by dotted path, as {@code data.list.0.name} in lists; what is null is not there. */
record FactText(byte[] bytes, Map<String, String> texts) {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    /** Empty when the bytes are no JSON object. */
    static Optional<FactText> read(byte[] bytes) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            var texts = new HashMap<String, String>();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            collect(json, "", texts);
            return Optional.of(new FactText(bytes, texts));
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static void collect(JsonParser json, String prefix, Map<String, String> texts) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var path = prefix + json.currentName();
            json.nextToken();
            value(json, path, texts);
        }
    }

    private static void value(JsonParser json, String path, Map<String, String> texts) {
        switch (json.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT -> texts.put(path, json.getString());
            case START_OBJECT -> collect(json, path + ".", texts);
            case START_ARRAY -> {
                for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
                    value(json, path + "." + index, texts);
                }
            }
            default -> {
                // neither a text nor a whole number: nobody here asks for it
            }
        }
    }

    /** The texts of the objects in a list, in its order. */
    List<FactText> objects(String path) {
        var objects = new ArrayList<FactText>();
        for (var item = object(path + ".0."); !item.texts().isEmpty(); item = object(
                path + "." + objects.size() + ".")) {
            objects.add(item);
        }
        return objects;
    }

    private FactText object(String prefix) {
        return new FactText(bytes, texts.entrySet().stream().filter(text -> text.getKey().startsWith(prefix))
                .collect(Collectors.toMap(text -> text.getKey().substring(prefix.length()), Map.Entry::getValue)));
    }

    Optional<String> optional(String path) {
        return Optional.ofNullable(texts.get(path));
    }

    String text(String path) {
        return optional(path).orElseThrow(() -> new NoSuchElementException(path));
    }

    long seq() {
        return Long.parseLong(text("seq"));
    }

    /** The number of the fact that it refers to, if that is one of its own journal. */
    OptionalLong refersTo(String path) {
        return optional(path + ".journal").filter(text("journal")::equals).isPresent()
                ? OptionalLong.of(Long.parseLong(text(path + ".seq")))
                : OptionalLong.empty();
    }

    /** A weight as the fact itself says it; empty when something is missing, which this gateway never leaves out. */
    Optional<Entry> entry() {
        try {
            var booking = booking();
            return Optional.of(new Entry(text("journal"), seq(), text("id"), Instant.parse(text("at")),
                    text("type").equals("manual"), text("data.station"), new BigDecimal(text("data.net")),
                    WeightUnit.ofUnece(text("data.unit")).orElseThrow(), booking, booking, optional("data.operator"),
                    OptionalLong.empty(), OptionalLong.empty(), Receipt.code(text("journal"), seq(), bytes)));
        } catch (NoSuchElementException | NumberFormatException | DateTimeException incomplete) {
            return Optional.empty();
        }
    }

    /** What a weight or a correction books. The unpaid part is missing in facts of earlier versions, which paid for all. */
    Booking booking() {
        return new Booking(text("data.material"), optional("data.bag"), optional("data.household"),
                optional("data.unpaid").map(BigDecimal::new).orElse(BigDecimal.ZERO),
                optional("data.points.value").map(value -> new Tariff.Points(new BigDecimal(value),
                        new BigDecimal(text("data.points.perKilogram")), text("data.points.tariff"),
                        optional("data.points.document"))));
    }

    Shift shift() {
        return new Shift(text("journal"), seq(), text("id"), Instant.parse(text("at")), optional("data.operator"));
    }
}

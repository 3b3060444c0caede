package io.steelyard.sim.consumer;

import io.steelyard.sim.platform.SeqRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What an acknowledgement says. */
record AckWord(String journal, long through, @Nullable Long seen, List<SeqRange> missing, @Nullable String link) {
    /** Reads an acknowledgement; empty when it is not what the contract says. */
    static Optional<AckWord> of(byte[] payload) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(),
                new String(payload, StandardCharsets.UTF_8))) {
            return read(parser);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Optional<AckWord> read(JsonParser parser) {
        String journal = null;
        Long through = null;
        Long seen = null;
        String link = null;
        List<SeqRange> missing = new ArrayList<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "journal" -> journal = value == JsonToken.VALUE_STRING ? parser.getString() : null;
                case "through" -> through = parser.getLongValue();
                case "seen" -> seen = parser.getLongValue();
                case "link" -> link = value == JsonToken.VALUE_STRING ? parser.getString() : null;
                case "missing" -> missing = ranges(parser);
                default -> parser.skipChildren();
            }
        }
        return journal == null || through == null || through < 0
                ? Optional.empty()
                : Optional.of(new AckWord(journal, through, seen, missing, link));
    }

    private static List<SeqRange> ranges(JsonParser parser) {
        List<SeqRange> ranges = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken();
            long first = parser.getLongValue();
            parser.nextToken();
            ranges.add(new SeqRange(first, parser.getLongValue()));
            parser.nextToken();
        }
        return ranges;
    }

    boolean lists(long seq) {
        return missing.stream().anyMatch(range -> range.first() <= seq && seq <= range.last());
    }
}

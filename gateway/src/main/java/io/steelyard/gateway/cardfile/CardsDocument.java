package io.steelyard.gateway.cardfile;

import io.steelyard.gateway.cards.CardList;
import io.steelyard.gateway.cards.CardMark;
import io.steelyard.gateway.cards.CardMarks;
import io.steelyard.gateway.uplink.PlatformWord;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A list of cards as it travels:
 * {@code {"document":"cards","gateway":"…","version":"…","number":n,"salt":"…","allow":["…"],"deny":[],"crew":[]}}, all of it
 * there. What a later version adds is passed over; whatever else is not as it should be makes the whole list malformed, since half
 * a list would let in or lock out the wrong people.
 */
final class CardsDocument {
    static final String NAME = "cards";
    /** allow, deny, crew. */
    private static final int PARTS = 3;

    // of one reading
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, CardMarks> parts = new HashMap<>();
    private long number;
    private int entries;
    private boolean malformed;

    private CardsDocument() {}

    /** Empty when it is malformed or larger than any list: such a document changes nothing. */
    static Optional<CardList> read(byte[] payload) {
        return PlatformWord.object(payload, json -> new CardsDocument().list(json));
    }

    private Optional<CardList> list(JsonParser json) {
        while (!malformed && json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var token = json.nextToken();
            switch (name) {
                case "document", "gateway", "version", "salt" -> {
                    malformed |= token != JsonToken.VALUE_STRING;
                    texts.put(name, String.valueOf(json.getString()));
                }
                case "number" -> {
                    malformed |= token != JsonToken.VALUE_NUMBER_INT;
                    number = malformed ? 0 : json.getLongValue();
                }
                case "allow", "deny", "crew" -> {
                    malformed |= token != JsonToken.START_ARRAY;
                    parts.put(name, new CardMarks(malformed ? List.of() : marks(json)));
                }
                default -> json.skipChildren(); // of a later version
            }
        }
        return malformed || json.currentToken() != JsonToken.END_OBJECT ? Optional.empty() : complete();
    }

    private List<CardMark> marks(JsonParser json) {
        var marks = new ArrayList<CardMark>();
        while (json.nextToken() == JsonToken.VALUE_STRING && entries < CardList.ENTRIES_MAX) {
            CardMark.read(json.getString()).ifPresentOrElse(marks::add, () -> malformed = true);
            entries++;
        }
        malformed |= json.currentToken() != JsonToken.END_ARRAY;
        return marks;
    }

    private Optional<CardList> complete() {
        var version = texts.getOrDefault("version", "");
        byte[] salt = salt();
        boolean whole = NAME.equals(texts.get("document")) && parts.size() == PARTS && number > 0 && !version.isBlank()
                && version.length() <= CardList.VERSION_CHARS_MAX && salt.length >= CardList.SALT_BYTES_MIN
                && salt.length <= CardList.SALT_BYTES_MAX;
        return whole
                ? Optional.of(new CardList(texts.getOrDefault("gateway", ""), version, number, salt, part("allow"),
                        part("deny"), part("crew")))
                : Optional.empty();
    }

    private CardMarks part(String name) {
        return parts.getOrDefault(name, new CardMarks(List.of()));
    }

    private byte[] salt() {
        try {
            return Base64.getUrlDecoder().decode(texts.getOrDefault("salt", ""));
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}

package io.steelyard.sim.platform;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What a gateway says to a wish to have facts once more. */
public sealed interface ReplayAnswer {
    /** They are on their way; the range is what exists and is kept of the one asked for. */
    record Accepted(SeqRange range) implements ReplayAnswer {}

    /** They are not; the reason is one sentence. */
    record Declined(String reason) implements ReplayAnswer {}

    /** Not what the contract says an answer is. */
    record Wrong(String why) implements ReplayAnswer {}

    /** Reads an answer and holds it against what was asked. Never throws, whatever the bytes are. */
    static ReplayAnswer of(byte[] payload, SeqRange asked) {
        String text = new String(payload, StandardCharsets.UTF_8);
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), payload)) {
            Boolean accepted = null;
            long from = 0;
            long through = 0;
            String reason = "";
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "accepted" -> accepted = parser.getBooleanValue();
                    case "from" -> from = parser.getLongValue();
                    case "through" -> through = parser.getLongValue();
                    case "reason" -> reason = value == JsonToken.VALUE_STRING ? parser.getString() : "";
                    default -> parser.skipChildren();
                }
            }
            if (accepted == null) {
                return new Wrong("the answer does not say whether it is accepted: " + text);
            }
            if (!accepted) {
                return reason.isBlank() ? new Wrong("declined without a reason: " + text) : new Declined(reason);
            }
            boolean within = asked.first() <= from && from <= through && through <= asked.last();
            return within
                    ? new Accepted(new SeqRange(from, through))
                    : new Wrong("accepted a range outside of what was asked: " + text);
        } catch (JacksonException _) {
            return new Wrong("the answer is not what the contract says: " + text);
        }
    }
}

package io.steelyard.gateway.uplink;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The platform wants facts again: {@code {"journal":"…","from":a,"through":b}}, signed, with a response topic.
 *
 * @param from not below 1
 * @param through not below {@code from}
 */
record ReplayCommand(String journal, long from, long through) {
    private static final JsonFactory JSON = new JsonFactory();
    /** Longer than any topic of ours, and taken by every broker known. */
    private static final int TOPIC_CHARACTERS_MAX = 256;

    /** Empty when it is malformed. */
    static Optional<ReplayCommand> read(byte[] payload) {
        return PlatformWord.object(payload, ReplayCommand::read);
    }

    private static Optional<ReplayCommand> read(JsonParser json) {
        var journal = "";
        long from = -1;
        long through = -1;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var token = json.nextToken();
            if (name.equals("journal") && token == JsonToken.VALUE_STRING) {
                journal = json.getString();
            } else if (name.equals("from") && token == JsonToken.VALUE_NUMBER_INT) {
                from = json.getLongValue();
            } else if (name.equals("through") && token == JsonToken.VALUE_NUMBER_INT) {
                through = json.getLongValue();
            } else {
                json.skipChildren(); // of a later version
            }
        }
        return from < 1 || through < from
                ? Optional.empty()
                : Optional.of(new ReplayCommand(journal, from, through));
    }

    /** The answer that these facts follow; empty when nobody said where it should go. */
    static Optional<Message> accepted(Message command, Ranges.Range served) {
        return answer(command, json -> {
            json.writeBooleanProperty("accepted", true);
            json.writeNumberProperty("from", served.first());
            json.writeNumberProperty("through", served.last());
        });
    }

    /** The answer that nothing follows, and why. */
    static Optional<Message> refused(Message command, String reason) {
        return answer(command, json -> {
            json.writeBooleanProperty("accepted", false);
            json.writeStringProperty("reason", reason);
        });
    }

    private static Optional<Message> answer(Message command, Consumer<JsonGenerator> content) {
        if (!isTopic(command.responseTopic())) {
            return Optional.empty();
        }
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return Optional.of(new Message(command.responseTopic(), out.toByteArray(), Map.of(), false, Message.JSON, "",
                command.correlation()));
    }

    private static boolean isTopic(String text) {
        return !text.isEmpty() && text.length() <= TOPIC_CHARACTERS_MAX
                && text.chars().noneMatch(character -> character == '#' || character == '+' || character == 0);
    }
}

package io.steelyard.gateway.uplink;

import io.steelyard.gateway.journal.JournalLoop;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The retained status of a gateway, and its last will. */
final class StatusMessage {
    private static final JsonFactory JSON = new JsonFactory();

    private StatusMessage() {}

    static Message online(UplinkPlan plan, String journal, long head, long acknowledged, Waiting waiting,
            UplinkHealth uplink, SiteHealth site) {
        return status(plan, json -> {
            json.writeStringProperty("state", "online");
            json.writeStringProperty("journal", journal);
            json.writeNumberProperty("head", head);
            json.writeNumberProperty("acknowledged", acknowledged);
            json.writeNumberProperty("waiting", waiting.facts());
            json.writeName("waitingMs");
            waiting.millis().ifPresentOrElse(json::writeNumber, json::writeNull);
            json.writeStringProperty("uplink", uplink.word());
            json.writeStringProperty("ack", plan.brokerAcknowledges() ? "broker" : "platform");
            site.writeTo(json);
        });
    }

    static Message offline(UplinkPlan plan, JournalLoop journal) {
        return status(plan, json -> {
            json.writeStringProperty("state", "offline");
            json.writeStringProperty("journal", journal.id());
        });
    }

    private static Message status(UplinkPlan plan, Consumer<JsonGenerator> content) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("gateway", plan.topics().gateway());
            json.writeStringProperty("software", plan.software());
            content.accept(json);
            json.writeEndObject();
        }
        return new Message(plan.topics().status(), out.toByteArray(), Map.of(), true);
    }
}

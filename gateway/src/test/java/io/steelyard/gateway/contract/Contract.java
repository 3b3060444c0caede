package io.steelyard.gateway.contract;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.steelyard.gateway.uplink.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract as its strictest reader applies it: every message fits the schema of its topic, and says nothing that the schema
 * does not describe. Consumers must ignore what they do not know; we must not send what we have not described.
 */
public final class Contract {
    /** Where the published files lie, from this module's folder. */
    public static final Path FOLDER = Path.of("../config/contract");

    private static final String ID_ROOT = "https://steelyard.invalid/contract/v1/";
    private static final String LIVE = "/facts/live/";
    private static final String BACKFILL = "/facts/backfill";
    private static final String RESPONSE = "/response/";
    private static final Set<String> BATCH_PROPERTIES = Set.of("signature", "keyid");
    private static final Set<String> FACT_PROPERTIES = Set.of("specversion", "id", "source", "type", "time",
            "signature",
            "keyid");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Schema> SCHEMAS = schemas();

    private Contract() {}

    /** Fails unless this is a message that the contract describes. */
    public static void assertDescribed(Message message) {
        var topic = message.topic();
        if (topic.contains(LIVE)) {
            assertFits("fact", message.payload());
            assertFactsEnvelope(message);
        } else if (topic.endsWith(BACKFILL)) {
            assertBatch(message);
        } else if (topic.contains(RESPONSE)) {
            assertFits("replay-answer", message.payload());
        } else if (topic.endsWith("/command/replay")) {
            assertFits("replay", message.payload());
        } else if (topic.endsWith("/desired/cards")) {
            assertFits("cards", message.payload());
        } else {
            assertFits(topic.endsWith("/ack") ? "acknowledgement" : "status", message.payload());
        }
    }

    private static void assertBatch(Message message) {
        if (!message.userProperties().keySet().equals(BATCH_PROPERTIES)) {
            throw new AssertionError(message.topic() + " has the user properties " + message.userProperties());
        }
        var facts = Batch.facts(message.payload());
        var first = JSON.readTree(facts.getFirst());
        for (int i = 0; i < facts.size(); i++) {
            assertFits("fact", facts.get(i));
            var fact = JSON.readTree(facts.get(i));
            boolean follows = fact.get("journal").equals(first.get("journal"))
                    && fact.get("seq").asLong() == first.get("seq").asLong() + i
                    && (i == 0 || fact.get("prev").asString().equals(Batch.link(facts.get(i - 1))));
            if (!follows) {
                throw new AssertionError("line " + (i + 1) + " of a batch does not follow the one before: " + fact);
            }
        }
    }

    private static void assertFactsEnvelope(Message message) {
        var type = message.topic().substring(message.topic().indexOf(LIVE) + LIVE.length());
        var fact = JSON.readTree(message.payload());
        var properties = message.userProperties();
        boolean agrees = SCHEMAS.containsKey(type) && properties.keySet().equals(FACT_PROPERTIES)
                && fact.get("type").asString().equals(type)
                && ("io.steelyard." + type + ".v1").equals(properties.get("type"))
                && fact.get("id").asString().equals(properties.get("id"))
                && fact.get("at").asString().equals(properties.get("time"));
        if (!agrees) {
            throw new AssertionError(message.topic() + " does not agree with " + properties + " or " + fact);
        }
    }

    /** Fails unless the bytes fit the schema of that name. */
    public static void assertFits(String name, byte[] json) {
        var text = new String(json, StandardCharsets.UTF_8);
        var errors = Objects.requireNonNull(SCHEMAS.get(name), name).validate(text, InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new AssertionError(name + ".json does not describe " + text + ": " + errors);
        }
    }

    private static Map<String, Schema> schemas() {
        var texts = new HashMap<String, String>();
        for (var name : names()) {
            texts.put(ID_ROOT + name + ".json", strict(read(FOLDER.resolve(name + ".json"))).toString());
        }
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(texts));
        var schemas = new HashMap<String, Schema>();
        names().forEach(name -> schemas.put(name, registry.getSchema(SchemaLocation.of(ID_ROOT + name + ".json"))));
        return schemas;
    }

    /** The names of all schemas. */
    static List<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", "")).sorted().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static JsonNode read(Path file) {
        return JSON.readTree(file);
    }

    /** The same schema, with every object closed that lists its properties. */
    private static JsonNode strict(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            object.forEachEntry((key, value) -> {
                if (!key.equals("allOf")) { // these only choose a schema for what is described elsewhere
                    strict(value);
                }
            });
            if (object.has("x-known")) {
                object.set("enum", object.remove("x-known")); // open for consumers, closed for us
            }
            if (object.has("properties")) {
                object.put("additionalProperties", false);
            }
        }
        return schema;
    }
}

package io.steelyard.gateway.field;

import java.io.StringWriter;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Reply;
import io.steelyard.gateway.scale.Flag;
import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.sensor.SensorValue;
import io.steelyard.gateway.tag.TagValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * What a decoder found, as one line of JSON. Plain ASCII (other characters escaped), so a terminal's character set
 * cannot alter a code. What a device does not say is null.
 */
final class DecodedJson {

    private static final JsonFactory JSON = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private DecodedJson() {}

    /** One line, without its end, for what a scale's decoder found. */
    static String scale(Decoded<ScaleValue> decoded) {
        return switch (decoded) {
            case Decoded.Value<ScaleValue>(ScaleValue value, byte[] _) -> line(json -> scaleValue(json, value));
            case Decoded.Garbage<ScaleValue> garbage -> line(json -> garbage(json, garbage));
        };
    }

    /** One line, without its end, for what a reader's decoder found. */
    static String tag(Decoded<TagValue> decoded) {
        return switch (decoded) {
            case Decoded.Value<TagValue>(TagValue value, byte[] _) -> line(json -> tagValue(json, value));
            case Decoded.Garbage<TagValue> garbage -> line(json -> garbage(json, garbage));
        };
    }

    /** One line, without its end, for what a sensor's decoder found. */
    static String sensor(Decoded<SensorValue> decoded) {
        return switch (decoded) {
            case Decoded.Value<SensorValue>(SensorValue value, byte[] _) -> line(json -> sensorValue(json, value));
            case Decoded.Garbage<SensorValue> garbage -> line(json -> garbage(json, garbage));
        };
    }

    /** One line, without its end, of one object. */
    static String line(Consumer<JsonGenerator> content) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return line.toString();
    }

    private static void scaleValue(JsonGenerator json, ScaleValue value) {
        switch (value) {
            case ScaleValue.Reading reading -> reading(json, reading);
            case ScaleValue.ScaleStatus(String status, Set<Flag> flags) -> {
                json.writeStringProperty("kind", "status");
                json.writeStringProperty("status", status);
                flags(json, flags);
            }
            case ScaleValue.ScaleReply(Reply reply) -> reply(json, reply);
        }
    }

    private static void reading(JsonGenerator json, ScaleValue.Reading reading) {
        WeightUnit unit = reading.unit();
        json.writeStringProperty("kind", "reading");
        json.writeStringProperty("value", reading.value().toPlainString());
        stringOrNull(json, "unit", unit == null ? null : unit.text());
        if (reading.stable() == Truth.UNKNOWN) {
            json.writeNullProperty("stable");
        } else {
            json.writeBooleanProperty("stable", reading.stable() == Truth.YES);
        }
        stringOrNull(json, "mode", reading.mode() == Mode.UNKNOWN ? null : reading.mode().text());
        json.writeBooleanProperty("capturable", reading.capturable());
        flags(json, reading.flags());
        String alibiId = reading.alibiId();
        if (alibiId != null) {
            json.writeStringProperty("alibi", alibiId);
        }
    }

    private static void tagValue(JsonGenerator json, TagValue value) {
        switch (value) {
            case TagValue.TagRead(String scheme, String code, @Nullable String uri) -> {
                json.writeStringProperty("kind", "tag");
                json.writeStringProperty("scheme", scheme);
                json.writeStringProperty("code", code);
                if (uri != null) {
                    json.writeStringProperty("uri", uri);
                }
            }
            case TagValue.TagStatus(String status) -> {
                json.writeStringProperty("kind", "status");
                json.writeStringProperty("status", status);
            }
            case TagValue.TagReply(Reply reply) -> reply(json, reply);
        }
    }

    private static void sensorValue(JsonGenerator json, SensorValue value) {
        switch (value) {
            case SensorValue.Measurement measurement -> {
                json.writeStringProperty("kind", "measurement");
                json.writeStringProperty("quantity", measurement.quantity().text());
                json.writeStringProperty("value", measurement.inUnit().toPlainString());
                json.writeStringProperty("unit", measurement.quantity().unit());
            }
            case SensorValue.SensorStatus(String status) -> {
                json.writeStringProperty("kind", "status");
                json.writeStringProperty("status", status);
            }
            case SensorValue.SensorReply(Reply reply) -> reply(json, reply);
        }
    }

    private static void reply(JsonGenerator json, Reply reply) {
        json.writeStringProperty("kind", "reply");
        reply.fields().forEach(json::writeStringProperty);
    }

    private static void garbage(JsonGenerator json, Decoded.Garbage<?> garbage) {
        json.writeStringProperty("kind", "garbage");
        json.writeNumberProperty("bytes", garbage.bytes());
        json.writeStringProperty("reason", garbage.reason().text());
    }

    private static void flags(JsonGenerator json, Set<Flag> flags) {
        json.writeArrayPropertyStart("flags");
        flags.forEach(flag -> json.writeString(flag.text()));
        json.writeEndArray();
    }

    private static void stringOrNull(JsonGenerator json, String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }
}

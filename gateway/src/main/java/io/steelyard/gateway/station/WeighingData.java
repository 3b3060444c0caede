package io.steelyard.gateway.station;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Weighed;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JsonGenerator;

/** The content of a {@code weighing} fact: the evidence for one captured weight. */
record WeighingData(StationPlan plan, Weighed weighed) implements FactData {
    @Override
    public void writeTo(JsonGenerator json) {
        json.writeStringProperty("station", plan.name());
        scale(json);
        weight(json, weighed.reading());
        stability(json);
        json.writeStringProperty("frame", HexFormat.of().formatHex(weighed.frame()));
        optional(json, "alibi", Optional.ofNullable(weighed.reading().alibiId()));
        optional(json, "bag", weighed.codes().of(CodeKind.BAG));
        optional(json, "household", weighed.codes().of(CodeKind.HOUSEHOLD).map(plan.tokens()::of));
        optional(json, "order", weighed.codes().of(CodeKind.ORDER));
        json.writeStringProperty("material", plan.material());
        points(json);
    }

    private void scale(JsonGenerator json) {
        json.writeObjectPropertyStart("scale");
        json.writeStringProperty("name", plan.scale().name());
        json.writeStringProperty("dialect", plan.scale().dialect());
        optional(json, "serial", plan.scale().serial());
        json.writeEndObject();
    }

    /**
     * Net is what the scale showed. Where it says that a tare was taken, gross and tare are unknown to us; where it says or
     * knows nothing of a tare, gross is the same number.
     */
    private void weight(JsonGenerator json, Reading reading) {
        boolean tared = reading.mode() == Mode.NET;
        json.writeStringProperty("net", reading.value().toPlainString());
        if (tared) {
            json.writeNullProperty("gross");
            json.writeNullProperty("tare");
        } else {
            json.writeStringProperty("gross", reading.value().toPlainString());
            json.writeStringProperty("tare", BigDecimal.ZERO.setScale(reading.value().scale()).toPlainString());
        }
        json.writeStringProperty("unit", plan.rules().unit().unece());
        json.writeStringProperty("division", plan.rules().division().toPlainString());
    }

    /** On what the claim "stable" rests: the scale's own flag (null where it sends none) and our agreement of readings. */
    private void stability(JsonGenerator json) {
        json.writeObjectPropertyStart("stability");
        if (weighed.reading().stable() == Truth.UNKNOWN) {
            json.writeNullProperty("flag");
        } else {
            json.writeBooleanProperty("flag", weighed.reading().stable() == Truth.YES);
        }
        json.writeNumberProperty("readings", weighed.frames());
        json.writeNumberProperty("spanMs", TimeUnit.NANOSECONDS.toMillis(weighed.spanNanos()));
        json.writeEndObject();
    }

    private void points(JsonGenerator json) {
        var points = plan.tariff().flatMap(
                tariff -> tariff.points(plan.material(), weighed.reading().value(), plan.rules().unit()));
        if (points.isEmpty()) {
            json.writeNullProperty("points");
            return;
        }
        json.writeObjectPropertyStart("points");
        json.writeStringProperty("value", points.get().value().toPlainString());
        json.writeStringProperty("perKilogram", points.get().perKilogram().toPlainString());
        json.writeStringProperty("tariff", points.get().tariff());
        points.get().document().ifPresent(sha256 -> json.writeStringProperty("document", sha256));
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }
}

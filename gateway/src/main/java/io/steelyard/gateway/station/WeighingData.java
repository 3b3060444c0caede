package io.steelyard.gateway.station;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Weighed;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
        FactParts.optional(json, "alibi", Optional.ofNullable(weighed.reading().alibiId()));
        FactParts.optional(json, "bag", weighed.codes().of(CodeKind.BAG));
        FactParts.optional(json, "household", weighed.codes().of(CodeKind.HOUSEHOLD).map(plan.tokens()::of));
        FactParts.optional(json, "order", weighed.codes().of(CodeKind.ORDER));
        var material = weighed.choice().material().orElse(plan.material());
        var unpaid = unpaid();
        json.writeStringProperty("material", material);
        json.writeStringProperty("paid", net().subtract(unpaid).toPlainString());
        json.writeStringProperty("unpaid", unpaid.toPlainString());
        FactParts.points(json, plan.points(material, net(), unpaid));
        FactParts.optional(json, "operator", weighed.operator().map(plan.tokens()::of));
        json.writeStringProperty("commit", plan.rules().commit().text());
    }

    private BigDecimal net() {
        return weighed.reading().value();
    }

    /** In the scale's own digits, as all its weights; what was chosen is on the scale's grid. */
    private BigDecimal unpaid() {
        var unpaid = weighed.choice().unpaid();
        return unpaid.setScale(Math.max(unpaid.stripTrailingZeros().scale(), net().scale()), RoundingMode.UNNECESSARY);
    }

    private void scale(JsonGenerator json) {
        json.writeObjectPropertyStart("scale");
        json.writeStringProperty("name", plan.scale().name());
        json.writeStringProperty("dialect", plan.scale().dialect());
        FactParts.optional(json, "serial", plan.scale().serial());
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
}

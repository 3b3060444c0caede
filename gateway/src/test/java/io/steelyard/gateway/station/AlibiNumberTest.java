package io.steelyard.gateway.station;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.weighing.Choice;
import io.steelyard.gateway.weighing.Codes;
import io.steelyard.gateway.weighing.Rules;
import io.steelyard.gateway.weighing.Weighed;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

final class AlibiNumberTest {

    @Test
    void the_indicators_own_record_number_reaches_the_fact() {
        String fact = weighing("00012-000345");
        assertTrue(fact.contains("\"alibi\":\"00012-000345\""), fact);
    }

    @Test
    void a_weighing_that_no_alibi_memory_holds_says_so() {
        String fact = weighing(null);
        assertTrue(fact.contains("\"alibi\":null"), fact);
    }

    private static String weighing(@Nullable String alibiId) {
        var reading = new Reading(new BigDecimal("7.35"), WeightUnit.KILOGRAM, Truth.YES, Mode.GROSS, true, Set.of(),
                alibiId);
        var scale = new StationPlan.ScaleIdentity("bay-1-scale", "dini-argeo", Optional.empty());
        var plan = new StationPlan("bay-1", scale, rules(), "U", Optional.empty(), new Tokens(new byte[32]));
        StringWriter fact = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), fact)) {
            json.writeStartObject();
            new WeighingData(plan, new Weighed(0, reading, new byte[0], 5, 0, Codes.NONE, Choice.NONE,
                    Optional.empty())).writeTo(json);
            json.writeEndObject();
        }
        return fact.toString();
    }

    private static Rules rules() {
        return new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.05"), BigDecimal.ONE, BigDecimal.TEN, 5, 1, 1, 1, 1, 1,
                1,
                Set.of());
    }
}

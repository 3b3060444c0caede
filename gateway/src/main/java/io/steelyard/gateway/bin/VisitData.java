package io.steelyard.gateway.bin;

import io.steelyard.gateway.deposit.BinRules;
import io.steelyard.gateway.deposit.Captured;
import io.steelyard.gateway.deposit.Visit;
import io.steelyard.gateway.ledger.BinLedger;
import io.steelyard.gateway.station.FactData;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/** The contents of the facts about a visit of the crew: {@code handover} and {@code difference}. */
record VisitData(BinPlan plan, DepositData parts, BinLedger ledger) {
    FactData begun(Visit visit) {
        return FactData.text("event", "begun").and(of(visit)).and(json -> compartments(json, (name, _) -> DepositData
                .captured(json, "found", Optional.ofNullable(visit.before().get(name)))));
    }

    /** What was taken is known only where both weights are. */
    FactData ended(Visit.Left left) {
        var visit = left.visit();
        return FactData.text("event", "ended").and(of(visit)).and(json -> {
            parts.reference(json, "begun", visit.begun());
            json.writeStringProperty("outcome", left.broken() ? "broken" : "emptied");
            compartments(json, (name, _) -> {
                var before = Optional.ofNullable(visit.before().get(name));
                var after = Optional.ofNullable(left.after().get(name));
                DepositData.decimal(json, "before", before.map(Captured::value));
                DepositData.captured(json, "after", after);
                DepositData.decimal(json, "taken",
                        before.flatMap(first -> after.map(last -> first.value().subtract(last.value()))));
                DepositData.decimal(json, "deposited", Optional.of(plan.contents(ledger, name).deposited()));
                json.writeNumberProperty("sessions", plan.contents(ledger, name).sessions());
            });
        });
    }

    /**
     * What the facts say that each compartment holds, less what was found in it: a fact of its own, no correction of any other. What
     * they say is asked for when the fact is written, after all that were offered before it.
     */
    FactData difference(Map<String, Captured> found) {
        return FactData.text("bin", plan.name()).and(json -> {
            json.writeArrayPropertyStart("compartments");
            plan.rules().compartments().forEach((name, part) -> Optional.ofNullable(found.get(name))
                    .ifPresent(weight -> {
                        var expected = plan.contents(ledger, name).weight();
                        one(json, name, part, () -> {
                            DepositData.decimal(json, "expected", Optional.of(expected));
                            DepositData.decimal(json, "found", Optional.of(weight.value()));
                            DepositData.decimal(json, "difference", Optional.of(expected.subtract(weight.value())));
                        });
                    }));
            json.writeEndArray();
        });
    }

    private FactData of(Visit visit) {
        return FactData.text("bin", plan.name()).and(FactData.text("crew", visit.crew().token()));
    }

    private void compartments(JsonGenerator json, BiConsumer<String, BinRules.Part> each) {
        json.writeArrayPropertyStart("compartments");
        plan.rules().compartments()
                .forEach((name, part) -> one(json, name, part, () -> each.accept(name, part)));
        json.writeEndArray();
    }

    private static void one(JsonGenerator json, String name, BinRules.Part part, Runnable properties) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("material", part.material());
        properties.run();
        json.writeStringProperty("unit", part.weighing().unit().unece());
        json.writeEndObject();
    }
}

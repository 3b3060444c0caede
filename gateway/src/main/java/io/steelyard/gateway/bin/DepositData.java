package io.steelyard.gateway.bin;

import io.steelyard.gateway.deposit.Captured;
import io.steelyard.gateway.deposit.Ended;
import io.steelyard.gateway.deposit.Holder;
import io.steelyard.gateway.deposit.Recorded;
import io.steelyard.gateway.deposit.Session;
import io.steelyard.gateway.deposit.Standing;
import io.steelyard.gateway.ledger.BinLedger;
import io.steelyard.gateway.station.FactData;
import io.steelyard.gateway.station.FactParts;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JsonGenerator;

/** The contents of the {@code deposit} facts: that a session begins, and how it ended. */
record DepositData(BinPlan plan, String journal) {
    private static final String RESIDENT = "resident";
    private static final String QUARANTINE = "quarantine";
    private static final String NONE = "none";

    FactData begun(Session session, Optional<Cards.Edition> cards) {
        var name = session.compartment();
        return json -> {
            json.writeStringProperty("event", "begun");
            json.writeStringProperty("bin", plan.name());
            compartment(json, Optional.of(name));
            holder(json, session.holder());
            cards(json, cards);
            scale(json, name);
            captured(json, "before", Optional.of(session.before()));
            unit(json, Optional.of(name));
        };
    }

    FactData ended(Ended ended, BinLedger ledger, Optional<Integer> fillPercent, Optional<Evidence> evidence) {
        var name = ended.compartment();
        return json -> {
            json.writeStringProperty("event", "ended");
            json.writeStringProperty("bin", plan.name());
            json.writeStringProperty("outcome", ended.outcome().text());
            reference(json, "begun", ended.begun());
            compartment(json, name);
            holder(json, ended.holder());
            captured(json, "before", ended.before());
            captured(json, "after", ended.after());
            decimal(json, "delta", ended.delta());
            decimal(json, "uncertainty", ended.delta().flatMap(_ -> name.flatMap(plan::part))
                    .map(part -> part.weighing().division()));
            unit(json, name);
            decimal(json, "credited", ended.credited());
            FactParts.points(json, ended.credited().flatMap(credited -> plan.points(name.orElseThrow(), credited)));
            door(json, ended);
            number(json, "fill", fillPercent);
            decimal(json, "books", ended.delta().map(delta -> plan.contents(ledger, name.orElseThrow()).after(delta)));
            FactParts.optional(json, "why", ended.why());
            evidence(json, evidence);
        };
    }

    private void compartment(JsonGenerator json, Optional<String> name) {
        FactParts.optional(json, "compartment", name);
        FactParts.optional(json, "material", name.flatMap(plan::part).map(part -> part.material()));
    }

    private static void holder(JsonGenerator json, Holder holder) {
        json.writeStringProperty("card", holder.token());
        json.writeStringProperty("account", switch (holder.standing()) {
            case RESIDENT -> RESIDENT;
            case QUARANTINE -> QUARANTINE;
            case CREW, DENIED, UNKNOWN -> NONE;
        });
    }

    /** The other way round; what a fact does not say is as good as unknown. */
    static Standing standing(Optional<String> account) {
        return account.map(word -> switch (word) {
            case RESIDENT -> Standing.RESIDENT;
            case QUARANTINE -> Standing.QUARANTINE;
            default -> Standing.UNKNOWN;
        }).orElse(Standing.UNKNOWN);
    }

    private static void cards(JsonGenerator json, Optional<Cards.Edition> cards) {
        if (cards.isEmpty()) {
            json.writeNullProperty("cards");
            return;
        }
        json.writeObjectPropertyStart("cards");
        json.writeStringProperty("version", cards.get().version());
        json.writeNumberProperty("heardHours", cards.get().heardHours());
        json.writeEndObject();
    }

    private void scale(JsonGenerator json, String compartment) {
        var scale = Optional.ofNullable(plan.scales().get(compartment)).orElseThrow();
        json.writeObjectPropertyStart("scale");
        json.writeStringProperty("name", scale.name());
        json.writeStringProperty("dialect", scale.dialect());
        FactParts.optional(json, "serial", scale.serial());
        json.writeEndObject();
    }

    static void captured(JsonGenerator json, String name, Optional<Captured> weight) {
        if (weight.isEmpty()) {
            json.writeNullProperty(name);
            return;
        }
        var captured = weight.get();
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("net", captured.value().toPlainString());
        json.writeStringProperty("frame", HexFormat.of().formatHex(captured.weight().frame()));
        json.writeNumberProperty("readings", captured.readings());
        json.writeNumberProperty("spanMs", TimeUnit.NANOSECONDS.toMillis(captured.spanNanos()));
        json.writeEndObject();
    }

    private void unit(JsonGenerator json, Optional<String> name) {
        var weighing = name.flatMap(plan::part).map(part -> part.weighing());
        FactParts.optional(json, "unit", weighing.map(rules -> rules.unit().unece()));
        decimal(json, "division", weighing.map(rules -> rules.division()));
    }

    void reference(JsonGenerator json, String name, Optional<Recorded> fact) {
        if (fact.isEmpty()) {
            json.writeNullProperty(name);
            return;
        }
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("journal", journal);
        json.writeNumberProperty("seq", fact.get().seq());
        json.writeStringProperty("id", fact.get().id());
        json.writeEndObject();
    }

    /** When the door was opened, in milliseconds before the end, and how long it was open; until the end where it was not shut. */
    private static void door(JsonGenerator json, Ended ended) {
        if (ended.opened().isEmpty()) {
            json.writeNullProperty("door");
            return;
        }
        var opened = ended.opened().get();
        json.writeObjectPropertyStart("door");
        json.writeNumberProperty("openedMs", TimeUnit.NANOSECONDS.toMillis(ended.atNanos() - opened.openedNanos()));
        if (opened.closedNanos().isPresent()) {
            json.writeNumberProperty("openMs",
                    TimeUnit.NANOSECONDS.toMillis(opened.closedNanos().get() - opened.openedNanos()));
        } else {
            json.writeNullProperty("openMs");
        }
        json.writeEndObject();
    }

    private static void evidence(JsonGenerator json, Optional<Evidence> evidence) {
        if (evidence.isEmpty()) {
            json.writeNullProperty("evidence");
            return;
        }
        json.writeObjectPropertyStart("evidence");
        evidence.get().writeTo(json);
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, Optional<Integer> value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }

    static void decimal(JsonGenerator json, String name, Optional<BigDecimal> value) {
        FactParts.optional(json, name, value.map(BigDecimal::toPlainString));
    }
}

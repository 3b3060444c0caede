package io.steelyard.gateway.bin;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.deposit.BinRules;
import io.steelyard.gateway.ledger.BinLedger;
import io.steelyard.gateway.station.StationPlan.ScaleIdentity;
import io.steelyard.gateway.station.Tokens;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What is fixed about one bin while the daemon runs.
 *
 * @param name the bin's name in facts and on screen
 * @param rules what a deposit demands
 * @param scales which instrument weighs each compartment, for the evidence in each fact
 * @param tariff what a kilogram earns, where points are quoted here
 * @param tokens hides people's codes
 * @param hours when people are expected; evidence only
 * @param toldNanos how long the end of a session is shown
 */
public record BinPlan(String name, BinRules rules, Map<String, ScaleIdentity> scales, Optional<Tariff> tariff,
        Tokens tokens, OpenHours hours, long toldNanos) {
    public BinPlan {
        scales = Map.copyOf(scales);
    }

    /** Of a compartment that is configured; one that a fact names may not be any more. */
    Optional<BinRules.Part> part(String compartment) {
        return Optional.ofNullable(rules.compartments().get(compartment));
    }

    /** What it should hold by the facts, by its scale's unit. It is configured. */
    BinLedger.Contents contents(BinLedger ledger, String compartment) {
        return ledger.contents(compartment, part(compartment).orElseThrow().weighing().unit());
    }

    Optional<Tariff.Points> points(String compartment, BigDecimal credited) {
        return part(compartment).flatMap(part -> tariff
                .flatMap(one -> one.points(part.material(), credited, part.weighing().unit())));
    }
}

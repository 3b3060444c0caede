package io.steelyard.gateway.station;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.weighing.Rules;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is fixed about one weighing point while the daemon runs.
 *
 * @param name the station's name in facts and on screen
 * @param scale which instrument, for the evidence in each fact
 * @param rules what a weighing demands
 * @param material the code booked for a bag
 * @param tariff what a kilogram earns, where points are quoted here
 * @param tokens hides people's codes
 * @param manual whether operators may type a weight here
 */
public record StationPlan(String name, ScaleIdentity scale, Rules rules, String material, Optional<Tariff> tariff,
        Tokens tokens, boolean manual) {

    /** Where every weight comes from the scale. */
    public StationPlan(String name, ScaleIdentity scale, Rules rules, String material, Optional<Tariff> tariff,
            Tokens tokens) {
        this(name, scale, rules, material, tariff, tokens, false);
    }

    /** What a weight would earn here: the tariff's rate times what is paid, rounded once. */
    Optional<Tariff.Points> points(String booked, BigDecimal net, BigDecimal unpaid) {
        return tariff.filter(_ -> unpaid.compareTo(net) <= 0)
                .flatMap(one -> one.points(booked, net.subtract(unpaid), rules.unit()));
    }

    /**
     * The instrument as configured; the gateway cannot verify it.
     *
     * @param name the device's name
     * @param dialect its protocol
     * @param serial the number on its plate, if the site gave one
     */
    public record ScaleIdentity(String name, String dialect, Optional<String> serial) {}
}

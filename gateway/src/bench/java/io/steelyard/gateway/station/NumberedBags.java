package io.steelyard.gateway.station;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.scale.Mode;
import io.steelyard.gateway.scale.ScaleValue;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.StationPlan.ScaleIdentity;
import io.steelyard.gateway.weighing.Choice;
import io.steelyard.gateway.weighing.Codes;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import io.steelyard.gateway.weighing.Weighed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Bags told apart by their numbers, weighed as a station weighs: real drafts, about 770 bytes each as a fact. Each bag lies on
 * a pan of its own, so that a judge sees at once whether one was weighed twice.
 */
public final class NumberedBags {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Rules RULES = new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"),
            new BigDecimal("60.00"), 5, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, Set.of());
    private static final Optional<Tariff> TARIFF = Optional
            .of(new Tariff("hz-2026-11", 2, Map.of("U", new BigDecimal("0.80"))));
    private static final int WEIGHTS = 5_000;
    private static final int LIGHTEST = 20;
    private static final int READINGS = 7;

    private final Tokens tokens;

    public NumberedBags(byte[] tokenKey) {
        this.tokens = new Tokens(tokenKey);
    }

    /** The pan of bag {@code number}. */
    public static String station(long number) {
        return "load-%07d".formatted(number);
    }

    /** What bag {@code number} weighs, in kilograms with two decimals. */
    public static BigDecimal kilograms(long number) {
        return BigDecimal.valueOf(LIGHTEST + number % WEIGHTS, 2);
    }

    /** The weighing of bag {@code number}. */
    public Draft weigh(long number, long capturedNanos) {
        var plan = new StationPlan(station(number),
                new ScaleIdentity("bay-1-scale", "yaohua-continuous-0", Optional.of("A9-20231107-0815")), RULES, "U",
                TARIFF, tokens);
        var reading = ScaleValue.reading(kilograms(number), WeightUnit.KILOGRAM, Truth.UNKNOWN, Mode.GROSS, Set.of());
        byte[] frame = "\u0002+%06d21B\u0003".formatted(kilograms(number).unscaledValue().intValue())
                .getBytes(StandardCharsets.US_ASCII);
        var codes = new Codes(Map.of(CodeKind.BAG, new Codes.Code("BAG-%06d".formatted(number), capturedNanos),
                CodeKind.HOUSEHOLD, new Codes.Code("01%08X".formatted(number), capturedNanos)));
        return new Draft(FactType.WEIGHING, capturedNanos,
                new WeighingData(plan, new Weighed(capturedNanos, reading, frame, READINGS, SECOND, codes,
                        Choice.NONE, Optional.empty())));
    }
}

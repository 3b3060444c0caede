package io.steelyard.gateway.station;

import io.steelyard.gateway.catalog.Tariff;
import io.steelyard.gateway.scale.WeightUnit;
import io.steelyard.gateway.station.StationPlan.ScaleIdentity;
import io.steelyard.gateway.weighing.Event.CodeKind;
import io.steelyard.gateway.weighing.Rules;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stations with a scale of 0.01 kg that settle in a second and need no code. */
final class Plans {
    static final Tokens TOKENS = new Tokens(new byte[]{1, 2, 3});
    /** A hash, as of the tariff's bytes. */
    static final String DOCUMENT = "5f".repeat(32);
    private static final long SECOND = 1_000_000_000L;
    private static final Rules RULES = new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"),
            new BigDecimal("60.00"), 5, SECOND, SECOND / 2, 3 * SECOND, 10 * SECOND, 60 * SECOND, 30 * SECOND,
            Set.of());

    private Plans() {}

    static StationPlan plain() {
        return new StationPlan("bay-1", new ScaleIdentity("bay-1-scale", "toledo-continuous", Optional.empty()), RULES,
                "U", Optional.empty(), TOKENS);
    }

    static StationPlan allowingManual() {
        return new StationPlan("bay-2", new ScaleIdentity("bay-2-scale", "toledo-continuous", Optional.empty()), RULES,
                "U", Optional.empty(), TOKENS, true);
    }

    /** Where the clerk confirms, and points are quoted. */
    static StationPlan confirming() {
        var rules = new Rules(RULES.unit(), RULES.division(), RULES.least(), RULES.most(), RULES.settleFrames(),
                RULES.settleNanos(), RULES.gapNanosMax(), RULES.silenceNanosMax(), RULES.settleWaitNanosMax(),
                RULES.codeWaitNanosMax(), RULES.codeKeepNanos(), Set.of(CodeKind.BAG), Rules.Commit.CONFIRM);
        return new StationPlan("bay-1", withPoints().scale(), rules, "U", withPoints().tariff(), TOKENS);
    }

    static StationPlan withPoints() {
        return new StationPlan("bay-1", new ScaleIdentity("bay-1-scale", "toledo-continuous", Optional.of("SN-7")),
                RULES, "U",
                Optional.of(new Tariff("2026-11", Optional.of(DOCUMENT), 2, Map.of("U", new BigDecimal("0.80")))),
                TOKENS);
    }
}

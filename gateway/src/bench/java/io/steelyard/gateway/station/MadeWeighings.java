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
import java.util.random.RandomGenerator;

/** Weighings as a station drafts them, with weights, bags and households of chance: about 770 bytes each as a fact. */
public final class MadeWeighings {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Rules RULES = new Rules(WeightUnit.KILOGRAM, new BigDecimal("0.01"), new BigDecimal("0.20"),
            new BigDecimal("60.00"), 5, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, Set.of());
    private static final int GRAMS_10_MIN = 20;
    private static final int GRAMS_10_MAX = 6_000;
    private static final int CODES = 1_000_000;
    private static final int FRAMES_MIN = 5;
    private static final int FRAMES_MAX = 12;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RandomGenerator random;
    private final StationPlan plan;

    public MadeWeighings(RandomGenerator random) {
        this.random = random;
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.plan = new StationPlan("bay-1",
                new ScaleIdentity("bay-1-scale", "yaohua-continuous-0", Optional.of("SN-20417")),
                RULES, "U", Optional.of(new Tariff("2026-11", 2, Map.of("U", new BigDecimal("0.80")))),
                new Tokens(key));
    }

    /** The next one, captured at that moment. */
    public Draft next(long capturedNanos) {
        int grams10 = random.nextInt(GRAMS_10_MIN, GRAMS_10_MAX);
        int frames = random.nextInt(FRAMES_MIN, FRAMES_MAX);
        var reading = ScaleValue.reading(BigDecimal.valueOf(grams10, 2), WeightUnit.KILOGRAM, Truth.UNKNOWN,
                Mode.GROSS, Set.of());
        byte[] frame = "\u0002+%06d21B\u0003".formatted(grams10).getBytes(StandardCharsets.US_ASCII);
        var codes = new Codes(Map.of(CodeKind.BAG, code("BAG-%06d", capturedNanos), CodeKind.HOUSEHOLD,
                code("01%08X", capturedNanos)));
        return new Draft(FactType.WEIGHING, capturedNanos, new WeighingData(plan,
                new Weighed(capturedNanos, reading, frame, frames, frames * FRAME_NANOS, codes, Choice.NONE,
                        Optional.empty())));
    }

    private Codes.Code code(String pattern, long atNanos) {
        return new Codes.Code(pattern.formatted(random.nextInt(CODES)), atNanos);
    }
}

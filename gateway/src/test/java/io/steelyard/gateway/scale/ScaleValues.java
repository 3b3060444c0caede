package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.frame.Replies;

/** What frames say, written short. */
final class ScaleValues {

    private ScaleValues() {}

    static ScaleValue status(String status, Flag... flags) {
        return new ScaleValue.ScaleStatus(status, Set.of(flags));
    }

    static ScaleValue reply(String... namesAndValues) {
        return new ScaleValue.ScaleReply(Replies.of(namesAndValues));
    }

    static ScaleValue refusal(String... namesAndValues) {
        return new ScaleValue.ScaleReply(Replies.refusal(namesAndValues));
    }

    static ScaleValue reading(String value, @Nullable WeightUnit unit, Truth stable, Mode mode, boolean capturable,
            Flag... flags) {
        return new ScaleValue.Reading(new BigDecimal(value), unit, stable, mode, capturable, Set.of(flags));
    }

    static ScaleValue alibi(String value, Mode mode, String alibiId) {
        return new ScaleValue.Reading(new BigDecimal(value), WeightUnit.KILOGRAM, Truth.YES, mode, true, Set.of(),
                alibiId);
    }
}

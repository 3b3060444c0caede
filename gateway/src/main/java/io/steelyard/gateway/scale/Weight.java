package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reason;

/**
 * The parts of a weight as the text dialects find them, with the rules that all of them share for making one value of
 * them.
 *
 * @param value
 *            empty where the field holds no number
 * @param unit
 *            as the device writes it, without padding
 */
record Weight(Optional<BigDecimal> value, String unit, Truth stable, Mode mode, Set<Flag> flags) {

    /** How makers write "pieces". */
    private static final Set<String> PIECES = Set.of("PC", "PCS", "pcs");

    /**
     * A reading; or a status, where the device says that it is out of its range and shows no number; or the reason why
     * neither.
     */
    Match<ScaleValue> frame(int frameBytes) {
        return frame(frameBytes, null);
    }

    /** The same, held in the indicator's alibi memory under {@code alibiId} unless that is null. */
    Match<ScaleValue> frame(int frameBytes, @Nullable String alibiId) {
        Set<Flag> all = allFlags();
        Optional<WeightUnit> known = WeightUnit.written(unit);
        boolean pieces = PIECES.contains(unit);
        if (value.isPresent() && (pieces || known.isPresent())) {
            return Match.frame(frameBytes,
                    ScaleValue.reading(value.get(), known.orElse(null), stable, mode, all, alibiId));
        }
        return all.stream().filter(Flag::outOfRange).findFirst()
                .map(flag -> Match.<ScaleValue>frame(frameBytes, new ScaleValue.ScaleStatus(flag.text(), all)))
                .orElseGet(() -> Match.rejected(frameBytes,
                        value.isEmpty() ? Reason.BAD_FIELD : Reason.UNKNOWN_UNIT));
    }

    /** The device's own flags and those that the other parts imply. */
    private Set<Flag> allFlags() {
        Set<Flag> all = EnumSet.noneOf(Flag.class);
        all.addAll(flags);
        if (stable == Truth.NO) {
            all.add(Flag.MOTION);
        }
        if (PIECES.contains(unit)) {
            all.add(Flag.COUNT);
        }
        return all;
    }
}

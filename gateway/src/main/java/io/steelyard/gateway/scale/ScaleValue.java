package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.frame.Reply;

/** What one good frame of a scale says. */
public sealed interface ScaleValue {

    /** What the device said beside the number. */
    Set<Flag> flags();

    /**
     * A number. It is exact and keeps the scale's own digits: 735 with two decimals is 7.35, 7350 with three is 7.350.
     *
     * @param unit
     *            null where the frame carries none; the configuration then says it
     * @param capturable
     *            false for numbers that must never become a weighing, whatever their value: tare, hold, expanded
     *            display, overload … Motion alone does not forbid; {@code stable} says it.
     * @param alibiId
     *            the number under which the indicator's own alibi memory holds this weight, as it wrote it; null where
     *            it said none. It leads an inspector from our fact to the instrument's own record.
     */
    record Reading(BigDecimal value, @Nullable WeightUnit unit, Truth stable, Mode mode, boolean capturable,
            Set<Flag> flags, @Nullable String alibiId) implements ScaleValue {
        public Reading {
            flags = ordered(flags);
        }

        /** A reading that no alibi memory is said to hold. */
        public Reading(BigDecimal value, @Nullable WeightUnit unit, Truth stable, Mode mode, boolean capturable,
                Set<Flag> flags) {
            this(value, unit, stable, mode, capturable, flags, null);
        }
    }

    /** No usable number now, and why: overload without digits, in motion, "not executable". */
    record ScaleStatus(String status, Set<Flag> flags) implements ScaleValue {
        public ScaleStatus {
            flags = ordered(flags);
        }
    }

    /** The device answered, and says nothing of the load: a weight grows no older by it and no younger. */
    record ScaleReply(Reply reply) implements ScaleValue {
        @Override
        public Set<Flag> flags() {
            return Set.of();
        }
    }

    /** No number, for the first reason among the flags; without one (a load of zero is none) {@code otherwise}. */
    static ScaleValue withheld(Set<Flag> flags, Reply otherwise) {
        return ordered(flags).stream().filter(flag -> flag != Flag.ZERO).findFirst()
                .<ScaleValue>map(flag -> new ScaleStatus(flag.text(), flags))
                .orElseGet(() -> new ScaleReply(otherwise));
    }

    /** A reading that may be captured unless its mode or one of its flags forbids it. */
    static Reading reading(BigDecimal value, @Nullable WeightUnit unit, Truth stable, Mode mode, Set<Flag> flags) {
        return reading(value, unit, stable, mode, flags, null);
    }

    /** The same, held in the indicator's alibi memory under {@code alibiId} unless that is null. */
    static Reading reading(BigDecimal value, @Nullable WeightUnit unit, Truth stable, Mode mode, Set<Flag> flags,
            @Nullable String alibiId) {
        boolean capturable = mode != Mode.TARE && flags.stream().noneMatch(Flag::forbidsCapture);
        return new Reading(value, unit, stable, mode, capturable, flags, alibiId);
    }

    private static Set<Flag> ordered(Set<Flag> flags) {
        EnumSet<Flag> ordered = EnumSet.noneOf(Flag.class);
        ordered.addAll(flags);
        return Collections.unmodifiableSet(ordered);
    }
}

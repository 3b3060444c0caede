package io.steelyard.gateway.weighing;

import io.steelyard.gateway.scale.WeightUnit;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a weighing point demands before a number becomes a weighing. Source: the project's domain research C.4 (stable-weight
 * capture) over OIML R 76's idea of stable equilibrium.
 *
 * @param unit the only unit accepted; it is assumed where the scale's frame carries none
 * @param division the scale's step {@code d}; values off its grid are refused
 * @param least lightest capturable load, in the unit
 * @param most heaviest capturable load, in the unit
 * @param settleFrames consecutive frames that must agree, both to settle and to see the pan empty
 * @param settleNanos time over which they must agree
 * @param gapNanosMax a longer pause between two frames starts the agreement anew; also the age at which a weight is no weight
 * @param silenceNanosMax a longer silence is a fault
 * @param settleWaitNanosMax a load that does not settle this long is a failed attempt
 * @param codeWaitNanosMax a settled load waits this long for the codes it needs, and then this long for its confirmation
 * @param codeKeepNanos a code presented earlier than this before the capture no longer counts; a choice lasts as long on an
 *     empty pan
 * @param needs the codes without which nothing is committed
 * @param commit whether a person has to confirm
 */
public record Rules(WeightUnit unit, BigDecimal division, BigDecimal least, BigDecimal most, int settleFrames,
        long settleNanos, long gapNanosMax, long silenceNanosMax, long settleWaitNanosMax, long codeWaitNanosMax,
        long codeKeepNanos, Set<Event.CodeKind> needs, Commit commit) {

    /** Who decides that a settled load is recorded. */
    public enum Commit {
        /** Nobody: it is, once the codes are there. */
        AUTO,
        /** The clerk, who confirms the weight that is shown. */
        CONFIRM;

        /** As configured and as in facts. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Recorded without a confirmation. */
    public Rules(WeightUnit unit, BigDecimal division, BigDecimal least, BigDecimal most, int settleFrames,
            long settleNanos, long gapNanosMax, long silenceNanosMax, long settleWaitNanosMax, long codeWaitNanosMax,
            long codeKeepNanos, Set<Event.CodeKind> needs) {
        this(unit, division, least, most, settleFrames, settleNanos, gapNanosMax, silenceNanosMax, settleWaitNanosMax,
                codeWaitNanosMax, codeKeepNanos, needs, Commit.AUTO);
    }

    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** Why a settled load may not be captured: outside the range for which the scale may be used. */
    Optional<Sentence> refusal(BigDecimal value) {
        if (value.compareTo(least) < 0) {
            return Optional.of(new Sentence(Sentence.Code.TOO_LIGHT,
                    value.toPlainString() + " is below the least capturable load " + least.toPlainString()));
        }
        if (value.compareTo(most) > 0) {
            return Optional.of(new Sentence(Sentence.Code.TOO_HEAVY,
                    value.toPlainString() + " is above the scale's maximum " + most.toPlainString()));
        }
        return Optional.empty();
    }

    /** Whether the load counts as none: within half a division of zero. */
    boolean empty(BigDecimal value) {
        return value.abs().compareTo(division.multiply(HALF)) <= 0;
    }

    /** Whether the scale could show it: a whole number of divisions. */
    public boolean onGrid(BigDecimal value) {
        return value.remainder(division).signum() == 0;
    }
}

package io.steelyard.gateway.weighing;

import io.steelyard.gateway.scale.Flag;
import io.steelyard.gateway.scale.ScaleValue.Reading;
import io.steelyard.gateway.scale.Truth;
import io.steelyard.gateway.weighing.Event.Weight;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The run of latest readings that agree: all within two adjacent steps of the division, none in motion, no long gap between
 * them. One disagreeing reading starts it anew, so a single damaged frame can neither set a weight nor empty the pan.
 *
 * @param frames how many readings agree
 * @param firstNanos time of the first
 * @param lastNanos time of the last
 * @param low the lower of the at most two values seen, with how often
 * @param high the higher, with how often
 */
public record Window(int frames, long firstNanos, long lastNanos, @Nullable Side low, @Nullable Side high) {
    public static final Window NONE = new Window(0, 0, 0, null, null);

    /**
     * One of the two adjacent values, with how many readings showed it and the one of them that stands for all: one that has
     * an alibi number, else the frame that most of them are byte for byte, if more than half are. Without a check a damaged
     * frame may say the same number and be wrong in another part, as gross or net; the newest would not do.
     *
     * @param votes how many more frames, since the last that lost its place, were this one than were others
     */
    record Side(Weight weight, int frames, int votes) {
        Side(Weight first) {
            this(first, 1, 1);
        }

        BigDecimal value() {
            return weight.reading().value();
        }

        Side seen(Weight again) {
            boolean evidenceNow = again.reading().alibiId() != null;
            boolean evidenceAlready = weight.reading().alibiId() != null;
            if (evidenceNow != evidenceAlready) {
                return new Side(evidenceNow ? again : weight, frames + 1, 1);
            }
            if (Arrays.equals(again.frame(), weight.frame())) {
                return new Side(weight, frames + 1, votes + 1);
            }
            return votes == 0 ? new Side(again, frames + 1, 1) : new Side(weight, frames + 1, votes - 1);
        }
    }

    /** The window after one more reading. */
    public Window plus(Weight weight, Rules rules) {
        if (!usable(weight.reading(), rules)) {
            return NONE;
        }
        var fresh = new Window(1, weight.atNanos(), weight.atNanos(), new Side(weight), null);
        if (low == null || weight.atNanos() - lastNanos > rules.gapNanosMax()) {
            return fresh;
        }
        return agreeing(weight, low, rules.division(), fresh);
    }

    private Window agreeing(Weight weight, Side low, BigDecimal division, Window fresh) {
        var value = weight.reading().value();
        if (value.scale() != low.value().scale()) {
            return fresh; // a scale's decimals stand still: a digit was lost or invented
        }
        if (value.compareTo(low.value()) == 0) {
            return grown(weight, low.seen(weight), high);
        }
        if (high != null) {
            return value.compareTo(high.value()) == 0 ? grown(weight, low, high.seen(weight)) : fresh;
        }
        if (value.subtract(low.value()).abs().compareTo(division) > 0) {
            return fresh;
        }
        var other = new Side(weight);
        return value.compareTo(low.value()) > 0 ? grown(weight, low, other) : grown(weight, other, low);
    }

    private Window grown(Weight weight, Side low, @Nullable Side high) {
        return new Window(frames + 1, firstNanos, weight.atNanos(), low, high);
    }

    /** A number that may count at all: the station's unit, on the grid, not moving, not of a kind that is never captured. */
    private static boolean usable(Reading reading, Rules rules) {
        return reading.capturable() && reading.stable() != Truth.NO && !reading.flags().contains(Flag.MOTION)
                && (reading.unit() == null || reading.unit() == rules.unit()) && rules.onGrid(reading.value());
    }

    /** Enough readings over enough time. */
    public boolean settled(Rules rules) {
        return frames >= rules.settleFrames() && spanNanos() >= rules.settleNanos();
    }

    /** All readings say that nothing lies on the pan. */
    boolean empty(Rules rules) {
        return low != null && rules.empty(low.value()) && (high == null || rules.empty(high.value()));
    }

    /** Over which time they agree. */
    public long spanNanos() {
        return lastNanos - firstNanos;
    }

    /** The value seen most often, the lower of two equals: never an average, always one that the scale showed. */
    public Weight modal() {
        if (low == null) {
            throw new IllegalStateException("an empty window has no value");
        }
        return high != null && high.frames() > low.frames() ? high.weight() : low.weight();
    }
}

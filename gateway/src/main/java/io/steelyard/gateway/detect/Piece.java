package io.steelyard.gateway.detect;

import org.jspecify.annotations.Nullable;

/** One thing that a dialect made of some bytes, reduced to what counts as evidence. */
sealed interface Piece {

    int bytes();

    /** What a good frame says of who sent it. */
    enum Sense {
        /** A weight, a code, or why there is none now: only a device says so. */
        VALUE,
        /** An answer without either: a device's, if it was asked. */
        REPLY,
        /** That the device did not understand what it was asked, or failed. */
        REFUSAL,
        /** Nothing: a question, a text that others might write too. */
        ASIDE
    }

    /**
     * A good frame.
     *
     * @param shape
     *            what stays the same from one value to the next (unit and decimals, or the scheme of a code); null for
     *            a frame without a value, which fits every shape
     */
    record Frame(int bytes, Sense sense, @Nullable Shape shape) implements Piece {}

    /** No frame. */
    record Garbage(int bytes) implements Piece {}

    /**
     * What stays the same from one value to the next.
     *
     * @param unit
     *            null where this frame says none: some balances leave it out while the load moves
     * @param decimals
     *            of a weight; 0 for a code
     */
    record Shape(@Nullable String unit, int decimals) {
        boolean fits(Shape other) {
            return decimals == other.decimals
                    && (unit == null || other.unit == null || unit.equals(other.unit));
        }
    }
}

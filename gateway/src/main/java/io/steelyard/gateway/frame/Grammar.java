package io.steelyard.gateway.frame;

/**
 * One dialect's frame, as a pure function from bytes to what they say. It keeps no state between calls, so one instance
 * serves any number of decoders.
 *
 * <p>Its law, on which "any splitting gives the same values" rests: once the answer for a head is not
 * {@link Match.More}, it is the same for every longer head. Whoever implements this decides on the earliest bytes that
 * suffice and never looks past them.
 */
public interface Grammar<V> {

    /** The longest frame in bytes; with this many bytes in hand the answer is never {@link Match.More}. */
    int frameBytesMax();

    /**
     * Says what the bytes {@code from} (inclusive) to {@code to} (exclusive, at least one byte) begin with.
     *
     * @param ended
     *            no more bytes will come soon: the line is silent or the input is over
     */
    Match<V> match(byte[] bytes, int from, int to, boolean ended);

    /**
     * Says what all bytes between two silences are, none of which was decided on before the second. A frame without
     * marks of its own is claimed only here: searched for in a longer stream, one would sooner or later be found.
     */
    default Match<V> matchBurst(byte[] bytes, int from, int to) {
        return match(bytes, from, to, true);
    }

    /**
     * Can a frame begin right after this byte of garbage? Frames with a start mark of their own may begin anywhere. A
     * line without one begins only where another ended: the tail of a damaged line is not a line.
     */
    default boolean mayBeginAfter(byte garbage) {
        return true;
    }
}

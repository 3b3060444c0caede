package io.steelyard.gateway.detect;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one protocol makes of what was heard, in numbers.
 *
 * @param telling
 *            frames that only a device sends
 * @param run
 *            the most of them in a row, of one shape, with no garbage between
 * @param explained
 *            bytes in frames
 * @param unexplained
 *            bytes in none, not counting less than a frame at either end: a listening begins and ends anywhere
 * @param refusals
 *            times that the device said, in this protocol's words, that it did not understand
 * @param refused
 *            bytes of those
 * @param frameBytes
 *            the longest frame
 */
record Hearing(Suspect suspect, int telling, int run, int explained, int unexplained, int refusals, int refused,
        int frameBytes) {

    /** So many consistent frames in a row are evidence without a check. */
    static final int RUN_MIN = 3;
    /** Of all bytes at most every fourth may be unexplained, even where checks are valid. */
    private static final int UNEXPLAINED_SHARE = 4;

    static Hearing of(Suspect suspect, Bursts bursts) {
        List<Piece> pieces = suspect.pieces().apply(bursts);
        Count count = new Count(bursts.answers());
        pieces.forEach(count::add);
        int edges = pieces.isEmpty()
                ? 0
                : edge(pieces.getFirst(), count.frameBytes)
                        + (pieces.size() > 1 ? edge(pieces.getLast(), count.frameBytes) : 0);
        return new Hearing(suspect, count.telling, count.longestRun, count.explained, count.garbage - edges,
                count.refusals, count.refused, count.frameBytes);
    }

    private static int edge(Piece piece, int frameBytes) {
        return piece instanceof Piece.Garbage(int bytes) && bytes < frameBytes ? bytes : 0;
    }

    /** A valid check, or three consistent frames in a row; and little else on the line. */
    boolean accepted() {
        boolean clear = UNEXPLAINED_SHARE * unexplained <= explained + unexplained;
        return clear && (suspect.checked() ? telling > 0 : run >= RUN_MIN);
    }

    /** Valid checks, and not just once. */
    boolean sure() {
        return accepted() && suspect.checked() && telling >= RUN_MIN;
    }

    /** Frames of this protocol and nothing else, yet too few to be believed. */
    boolean promising() {
        return !accepted() && telling > 0 && unexplained == 0;
    }

    /** Every byte is this protocol's, be it only to refuse. */
    boolean speaks() {
        return explained + refused > 0 && unexplained == 0;
    }

    /** The evidence for a person. */
    String evidence() {
        if (telling == 0) {
            return refusals > 0 ? "it refuses in this protocol's words" : "a status, no weight and no code";
        }
        String frames = telling + (telling == 1 ? " frame" : " frames");
        String how = suspect.checked() ? " with a valid check" : ", " + run + " in a row of one shape, no check";
        return frames + how + ", " + unexplained + " of " + (explained + unexplained) + " bytes unexplained";
    }

    /** Counts pieces in the order of the stream. */
    private static final class Count {
        private final boolean answers;
        private int telling;
        private int run;
        private int longestRun;
        private int explained;
        private int garbage;
        private int refusals;
        private int refused;
        private int frameBytes;
        private Piece.@Nullable Shape shape;

        private Count(boolean answers) {
            this.answers = answers;
        }

        private void add(Piece piece) {
            switch (piece) {
                case Piece.Frame(int bytes, Piece.Sense sense, var _) when sense == Piece.Sense.REFUSAL -> {
                    refusals++;
                    refused += bytes;
                }
                case Piece.Frame(int bytes, Piece.Sense sense, var found) -> {
                    explained += bytes;
                    frameBytes = Math.max(frameBytes, bytes);
                    if (sense == Piece.Sense.VALUE || sense == Piece.Sense.REPLY && answers) {
                        tell(found);
                    }
                }
                case Piece.Garbage(int bytes) -> {
                    garbage += bytes;
                    run = 0;
                }
            }
        }

        private void tell(Piece.@Nullable Shape found) {
            boolean fits = shape == null || found == null || shape.fits(found);
            run = fits ? run + 1 : 1;
            shape = found == null || fits && shape != null && found.unit() == null ? shape : found;
            telling++;
            longestRun = Math.max(longestRun, run);
        }
    }
}

package io.steelyard.gateway.frame;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a dialect is beside its frame: how the line is set, who speaks first, what shows damage, and where all that was
 * read. It stands in the dialect's own class, and nowhere else.
 *
 * @param documents
 *            what the dialect was written from
 * @param proof
 *            where the frames came from that it was tried on
 * @param usualLines
 *            how such devices leave the factory, each as {@code 9600 8N1}, the likeliest first; most can be set otherwise
 *            in a menu
 * @param question
 *            what to ask a device that speaks only when asked; empty where it speaks by itself
 * @param askEvery
 *            how often to ask unless the configuration says otherwise: no faster than the slowest usual line can answer
 * @param checkBits
 *            the width of the check that every frame has; 0 where there is none
 * @param guard
 *            how the check is made; or, where there is none, in what else of a frame damage shows
 * @param settings
 *            what the configuration can say of such a device, as its lines, each with its meaning; "" nothing special
 */
public record Protocol(String documents, Proof proof, List<String> usualLines, Optional<Question> question,
        Duration askEvery, int checkBits, String guard, String settings) {

    private static final Duration ASK_EVERY = Duration.ofMillis(100);

    /**
     * Where the best of the frames came from that a dialect was tried on, the weakest first. None of them was heard from a
     * device of ours.
     */
    public enum Proof {
        /** Computed from what a document says of the frame. */
        COMPUTED("frames computed from a document"),
        /** Printed in a document. */
        PUBLISHED("frames printed in a document"),
        /** Recorded from a device by others, who published them. */
        CAPTURED("public recordings of a device");

        private final String text;

        Proof(String text) {
            this.text = text;
        }

        /** The proof as a person reads it. */
        public String text() {
            return text;
        }
    }

    /** A device on a line of 9600 8N1 that speaks by itself, in frames without a check. */
    public static Protocol of(String documents, Proof proof) {
        return new Protocol(documents, proof, List.of("9600 8N1"), Optional.empty(), ASK_EVERY, 0, "", "");
    }

    /** With other lines than the usual 9600 8N1. */
    public Protocol lines(List<String> likeliestFirst) {
        return new Protocol(documents, proof, likeliestFirst, question, askEvery, checkBits, guard, settings);
    }

    /** Of a device that speaks only when asked. */
    public Protocol asked(Question asked) {
        return asked(asked, ASK_EVERY);
    }

    /** Of a device that speaks only when asked and takes its time to answer. */
    public Protocol asked(Question asked, Duration every) {
        return new Protocol(documents, proof, usualLines, Optional.of(asked), every, checkBits, guard, settings);
    }

    /** With a check in every frame. */
    public Protocol checked(int bits, String how) {
        return new Protocol(documents, proof, usualLines, question, askEvery, bits, how, settings);
    }

    /**
     * Without a check. Agreement of several readings, the grid and the range then protect a weight, and whatever else of
     * a frame shows damage.
     */
    public Protocol unchecked(String guarded) {
        return checked(0, guarded);
    }

    /** Of a device whose setup the configuration must or can say. */
    public Protocol settings(String lines) {
        return new Protocol(documents, proof, usualLines, question, askEvery, checkBits, guard, lines);
    }

    /** Does every frame have a check, so that a damaged one is refused? */
    public boolean checksummed() {
        return checkBits > 0;
    }
}

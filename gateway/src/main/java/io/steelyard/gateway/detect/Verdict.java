package io.steelyard.gateway.detect;

import java.util.List;

/** What detection found out. Anything but {@link Found} leaves the choice to a person. */
public sealed interface Verdict {

    /** One dialect, on positive evidence. */
    record Found(Candidate candidate, Confidence confidence) implements Verdict {}

    /**
     * More than one dialect would read these bytes, or one of which too little was heard.
     *
     * @param candidates
     *            at least one; which of them it is cannot be told from the bytes
     * @param why
     *            one sentence
     * @param decide
     *            what a person can do about it, one sentence
     */
    record Ambiguous(List<Candidate> candidates, String why, String decide) implements Verdict {
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * No dialect.
     *
     * @param bytes
     *            how many were heard in all
     * @param heard
     *            one sentence about them
     * @param advice
     *            what to try, the likeliest first
     */
    record NothingRecognised(long bytes, String heard, List<String> advice) implements Verdict {
        public NothingRecognised {
            advice = List.copyOf(advice);
        }
    }

    /**
     * A dialect with the line that it was heard at.
     *
     * @param scale
     *            whether it is a scale's dialect; a reader's otherwise
     * @param line
     *            as {@code 9600 8N1}; {@link Plan#CONVERTER} behind a converter
     * @param evidence
     *            what speaks for it
     */
    record Candidate(String dialect, boolean scale, String line, String evidence) {}

    /** How much a find is worth. */
    enum Confidence {
        /** Several frames with valid checks. */
        HIGH("high"),
        /** Consistent frames without a check, or a single check. */
        FAIR("fair");

        private final String text;

        Confidence(String text) {
            this.text = text;
        }

        /** The confidence as written in output. */
        public String text() {
            return text;
        }
    }
}

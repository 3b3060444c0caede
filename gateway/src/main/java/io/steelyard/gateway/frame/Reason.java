package io.steelyard.gateway.frame;

/** Why bytes were not a frame. The text is what a person and a metric see; it never changes meaning. */
public enum Reason {
    /** The shape is right, the check is not: the bytes were damaged, or the dialect's check is another one. */
    BAD_CHECKSUM("bad-checksum"),
    /** The end is not where the dialect puts it. */
    BAD_LENGTH("bad-length"),
    /** A field holds something its specification does not allow. */
    BAD_FIELD("bad-field"),
    /** A good frame in a unit that the gateway does not weigh in; guessing one would alter a weight. */
    UNKNOWN_UNIT("unknown-unit"),
    /** Bytes that do not begin a frame. */
    NOISE("noise"),
    /** The line fell silent, or the input ended, inside a frame. */
    INCOMPLETE("incomplete"),
    /** A good frame in which the device reports a failure of its own; that it refuses a question is a {@link Reply}. */
    DEVICE_ERROR("device-error");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** The reason as written in output and metrics. */
    public String text() {
        return text;
    }
}

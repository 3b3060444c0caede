package io.steelyard.gateway.field;

/** Provisioning cannot go on now, with one sentence for a person. What was done so far is kept. */
public final class ProvisionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of end it is. */
    public enum Kind {
        /** An answer is missing or wrong. */
        WRONG_ANSWER,
        /** A check says no. */
        CHECK_SAYS_NO,
        /** Nobody answers any more, or something outside fails. */
        CANNOT_GO_ON
    }

    private final Kind kind;

    ProvisionException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

package io.steelyard.gateway.journal;

/** The journal cannot do what was asked; the message says what, on which file, why, and what to do. */
public sealed class JournalException extends Exception permits DamagedJournalException, InDoubtException {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    public JournalException(String message) {
        this(Trouble.OTHER, message);
    }

    public JournalException(String message, Throwable cause) {
        this(Trouble.OTHER, message, cause);
    }

    JournalException(Trouble trouble, String message) {
        super(message);
        this.trouble = trouble;
    }

    JournalException(Trouble trouble, String message, Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    /** Which of the things that can be wrong it is. */
    public Trouble trouble() {
        return trouble;
    }
}

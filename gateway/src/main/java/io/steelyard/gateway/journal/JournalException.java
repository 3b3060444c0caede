package io.steelyard.gateway.journal;

/** The journal cannot do what was asked; the message says what, on which file, why, and what to do. */
public sealed class JournalException extends Exception permits DamagedJournalException, InDoubtException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}

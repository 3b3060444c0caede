package io.steelyard.gateway.journal;

/** The journal's file is damaged: {@link DataFolder} moves it aside, unharmed, and starts a new one. */
final class DamagedJournalException extends JournalException {
    private static final long serialVersionUID = 1L;

    DamagedJournalException(String message) {
        super(message);
    }

    DamagedJournalException(String message, Throwable cause) {
        super(message, cause);
    }
}

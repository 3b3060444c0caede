package io.steelyard.gateway.journal;

/**
 * A commit failed and the disk does not tell whether it happened. Nothing may be said about it, and nothing else written, until
 * {@link Journal#settle()} knows.
 */
final class InDoubtException extends JournalException {
    private static final long serialVersionUID = 1L;

    InDoubtException(JournalException readingBack) {
        super(readingBack.trouble(), String.valueOf(readingBack.getMessage()), readingBack);
    }
}

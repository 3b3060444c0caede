package io.steelyard.gateway.journal;

/**
 * The journal was found to be damaged in service, and condemned: the process must end, and its next start moves the journal aside,
 * begins a new one and rescues what reads. No bug: its message is for people.
 */
public final class CondemnedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CondemnedException(String message, JournalException damage) {
        super(message, damage);
    }
}

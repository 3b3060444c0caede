package io.steelyard.gateway.journal;

/**
 * The journal's file is damaged or was put back to an earlier state: at a start {@link DataFolder} moves it aside, unharmed, and
 * begins a new one; in service {@link JournalLoop} condemns it and the process ends, for its next start to do so.
 */
final class DamagedJournalException extends JournalException {
    private static final long serialVersionUID = 1L;
    private static final String REMEDY = "; keep it: the daemon moves it aside at its next start and rescues what reads";

    private final String found;

    DamagedJournalException(String found) {
        super(Trouble.DAMAGED, found + REMEDY);
        this.found = found;
    }

    DamagedJournalException(Trouble trouble, String found, Throwable cause) {
        super(trouble, found + REMEDY, cause);
        this.found = found;
    }

    /** What was tried and what was found, for whoever already has the remedy. */
    String found() {
        return found;
    }
}

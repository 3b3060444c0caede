package io.steelyard.gateway;

import java.io.PrintWriter;

/** A bar on a person's terminal for work that takes minutes; silent where nobody watches. Work is counted, not timed. */
final class Progress {
    private static final int BAR_WIDTH = 40;
    private static final int PERCENT = 100;

    private final PrintWriter terminal;
    private final long total;
    private final boolean watched;
    private long percentShown = -1;

    Progress(PrintWriter terminal, long total) {
        this(terminal, total, System.console() != null && System.console().isTerminal());
    }

    Progress(PrintWriter terminal, long total, boolean watched) {
        this.terminal = terminal;
        this.total = total;
        this.watched = watched;
    }

    /** So many are done. Draws when the percentage changes. */
    void at(long done) {
        long percent = total == 0 ? PERCENT : done * PERCENT / total;
        if (watched && percent != percentShown) {
            percentShown = percent;
            int filled = (int) (percent * BAR_WIDTH / PERCENT);
            terminal.print("\r[" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] " + percent + " %, fact "
                    + done + " of " + total);
            terminal.flush();
        }
    }

    /** Leaves the line to what follows. */
    void end() {
        if (percentShown >= 0) {
            terminal.println();
            terminal.flush();
        }
    }
}

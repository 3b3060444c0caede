package io.steelyard.gateway.kiosk;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is wrong.
 *
 * @param code for the page's own words
 * @param text one sentence with one instruction
 * @param station whose it is, if a station's
 */
record Trouble(String code, Severity severity, String text, Optional<String> station) {
    /** Whether weighing goes on. */
    enum Severity {
        STOP,
        WARN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Trouble stop(String code, String text, String station) {
        return new Trouble(code, Severity.STOP, text, Optional.of(station));
    }

    static Trouble warn(String code, String text) {
        return new Trouble(code, Severity.WARN, text, Optional.empty());
    }
}

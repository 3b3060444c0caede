package io.steelyard.gateway.ops;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is wrong.
 *
 * @param code for a page's own words, for a status and for an alert
 * @param text one sentence with one instruction
 * @param station whose it is, if a station's
 */
public record Trouble(String code, Severity severity, String text, Optional<String> station) {
    /** Whether weighing goes on. */
    public enum Severity {
        STOP,
        WARN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Trouble stop(String code, String text) {
        return new Trouble(code, Severity.STOP, text, Optional.empty());
    }

    static Trouble stop(String code, String text, String station) {
        return new Trouble(code, Severity.STOP, text, Optional.of(station));
    }

    static Trouble warn(String code, String text) {
        return new Trouble(code, Severity.WARN, text, Optional.empty());
    }

    static Trouble warn(String code, String text, String station) {
        return new Trouble(code, Severity.WARN, text, Optional.of(station));
    }
}

package io.steelyard.gateway.kiosk;

import java.util.Locale;
import java.util.Optional;

/**
 * Somebody who may sign in.
 *
 * @param name what facts have a token of
 * @param display what the screen calls them
 * @param badge the code of their badge, if they have one
 * @param pin of their PIN, see {@link PinHash}
 */
public record Operator(String name, String display, Role role, Optional<String> badge, PinHash pin) {
    /** What somebody may do; a technician may do what a clerk may. */
    public enum Role {
        CLERK,
        TECHNICIAN;

        /** As in the file and to the page. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

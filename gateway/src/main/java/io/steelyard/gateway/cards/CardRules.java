package io.steelyard.gateway.cards;

import io.steelyard.gateway.deposit.Standing;
import java.time.Duration;

/**
 * A site's rules about cards.
 *
 * @param unknown what becomes of a card that no list knows
 * @param heardWithin a list that the platform was not heard to say for longer, in time of running, makes nobody a resident
 */
public record CardRules(Unknown unknown, Duration heardWithin) {
    /** What becomes of a card that no list knows. */
    public enum Unknown {
        /** Its bearer is sent away. */
        REFUSE(Standing.UNKNOWN),
        /** What it brings is booked apart until the platform knows whose it is. */
        QUARANTINE(Standing.QUARANTINE);

        private final Standing standing;

        Unknown(Standing standing) {
            this.standing = standing;
        }

        /** Who its bearer is then. */
        public Standing standing() {
            return standing;
        }
    }
}

package io.steelyard.gateway.cards;

import io.steelyard.gateway.deposit.Standing;
import java.time.Duration;

/**
 * The platform's list of cards for one gateway. Immutable.
 *
 * @param gateway for which one it was written
 * @param version what people call this edition, as 2026-11-22.1
 * @param number rises with each edition: the higher one counts
 * @param salt the key of its marks, see {@link CardMark}
 * @param allow residents
 * @param deny refused, whatever else says of them
 * @param crew who empties the bin
 */
public record CardList(String gateway, String version, long number, byte[] salt, CardMarks allow, CardMarks deny,
        CardMarks crew) {
    /** More than a district has households: entries of all three parts together. */
    public static final int ENTRIES_MAX = 100_000;
    /** So short a key would be guessed, so long a one is a mistake. */
    public static final int SALT_BYTES_MIN = 16;
    public static final int SALT_BYTES_MAX = 64;
    public static final int VERSION_CHARS_MAX = 64;

    /**
     * What this list says of a card. Who is refused stays refused and the crew keeps its way in, however old the list is; residents
     * count for as long as the platform is known to stand by it.
     *
     * @param heardAgo how long ago the platform was last heard to say this list, in time of running
     */
    public Standing judge(CardMark card, Duration heardAgo, CardRules rules) {
        if (deny.have(card)) {
            return Standing.DENIED;
        }
        if (crew.have(card)) {
            return Standing.CREW;
        }
        return allow.have(card) && heardAgo.compareTo(rules.heardWithin()) <= 0
                ? Standing.RESIDENT
                : rules.unknown().standing();
    }
}

package io.steelyard.gateway.bin;

import io.steelyard.gateway.deposit.Standing;
import java.util.Optional;

/** What is known of cards here, without any network. Any thread; never waits. */
public interface Cards {
    /** What the list says of the card with this code. */
    Standing judge(String code);

    /** The list in force; empty where there is none. */
    Optional<Edition> edition();

    /**
     * Which list judged.
     *
     * @param version as the platform calls it
     * @param heardHours so many hours of running since the platform last said it
     */
    record Edition(String version, long heardHours) {}
}

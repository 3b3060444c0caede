package io.steelyard.sim.history;

import java.time.Instant;
import java.util.Optional;

/** What is known from outside of the boots of a gateway's machine, of which the calendar may have jumped. */
@FunctionalInterface
public interface Boots {
    /** Nothing is known: each fact happened when its {@code at} says. */
    Boots UNKNOWN = (_, _) -> Optional.empty();

    /**
     * When this boot had been up for so long, in truth; empty where it is not known.
     *
     * @param boot as in a fact's {@code clock.boot}
     * @param uptimeMillis as in its {@code clock.uptimeMs}
     */
    Optional<Instant> moment(String boot, long uptimeMillis);
}

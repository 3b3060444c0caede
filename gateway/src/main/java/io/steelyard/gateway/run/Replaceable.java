package io.steelyard.gateway.run;

import java.util.Optional;

/** A loop that may hang in a call to the outside, where no thread can be helped, and that can leave its work to another. */
public interface Replaceable extends Loop {
    /**
     * Asked at every look of the {@link Watchdog}, on its thread.
     *
     * @return empty while this loop makes progress; else the loop that goes on in its place. From then on this one tells nobody
     *         anything; if its call ever comes back it only releases what it owns.
     */
    Optional<Replaceable> replacement();
}

package io.steelyard.gateway.kiosk;

import io.steelyard.gateway.weighing.Sentence;
import java.util.Optional;

/** What a resident does at a bin's panel; the card is read elsewhere. */
public interface BinDesk {
    /**
     * Somebody touched where to put it. Any thread; never waits.
     *
     * @param compartment its name, one of the bin's
     * @return why nothing comes of it; empty where it was taken, and the next view says the rest
     */
    Optional<Sentence> choose(String compartment, long atNanos);
}

package io.steelyard.gateway.ops;

import java.util.Optional;

/** Knows whose scale is to be checked again. Any thread. */
public interface Checks {
    /** What is overdue at a station, if anything. */
    Optional<String> overdue(String station);

    /** What is overdue anywhere, as the end of a sentence about the stations; empty where nothing is. */
    String sentence();
}

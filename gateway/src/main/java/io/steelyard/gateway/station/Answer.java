package io.steelyard.gateway.station;

import io.steelyard.gateway.weighing.Sentence;

/**
 * Hears how a person's wish ended: called exactly once, at once or later on the journal's thread, under a lock either way, so it
 * must neither wait nor call back.
 */
public interface Answer {
    /** It is durable, under this sequence number and id. */
    void recorded(long seq, String id);

    /** It was not done and will not be. */
    void refused(Sentence why);
}

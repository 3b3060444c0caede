package io.steelyard.gateway.uplink;

import io.steelyard.gateway.uplink.Ranges.Range;

/**
 * One message that the broker has not answered.
 *
 * @param lane why it was sent
 * @param facts what is in it; empty of meaning when the lane carries no facts
 * @param sentNanos when
 */
record InFlight(Lane lane, Range facts, long sentNanos) {
    /** Why a message is sent. */
    enum Lane {
        /** How the gateway stands. */
        STATUS,
        /** To a command of the platform. */
        ANSWER,
        /** Facts as they come. */
        LIVE,
        /** Facts that were there before the session. */
        BACKLOG,
        /** Facts that the platform lacks. */
        MISSING,
        /** Facts that the platform wants once more. */
        REPLAY
    }

    /** Facts are numbered from 1: what carries none. */
    static final Range NO_FACTS = new Range(0, 0);
}

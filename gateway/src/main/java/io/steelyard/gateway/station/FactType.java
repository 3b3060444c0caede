package io.steelyard.gateway.station;

import java.util.Locale;

/** The kinds of facts that this gateway writes. */
public enum FactType {
    /** A captured weight. */
    WEIGHING,
    /** Link up or lost, alarm. */
    DEVICE,
    /** Which configuration took effect. */
    CONFIG,
    /** A fact of a damaged journal, rescued whole. */
    SALVAGED,
    /** A start of the daemon with the state of its clocks. */
    CLOCK,
    /** A weight that an operator typed. */
    MANUAL,
    /** An earlier weight counts no more. */
    VOID,
    /** An earlier weight is booked differently. */
    CORRECTION,
    /** A shift opened or closed. */
    SHIFT,
    /** A session at an unattended bin begins, or how it ended. */
    DEPOSIT,
    /** The crew that empties a bin comes, or what it took. */
    HANDOVER,
    /** What a bin should have held by its facts, less what was found in it. */
    DIFFERENCE;

    /** As in the fact's {@code type} and in the topic. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

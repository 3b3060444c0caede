package io.steelyard.gateway.deposit;

import java.util.Locale;

/** How a session ended. Only one of these earns anything. */
public enum Outcome {
    /** The door was shut, two weights were stable, and the second is enough above the first. */
    CREDITED,
    /** What was put in weighs less than the least that counts. */
    TOO_LIGHT,
    /** The scale was loaded beyond its maximum. */
    TOO_HEAVY,
    /** There is less inside than before. */
    REMOVED,
    /** The door was unlocked and nobody opened it. */
    NOT_OPENED,
    /** The door stayed open beyond its time. */
    DOOR_LEFT_OPEN,
    /** The weight before the door was to open did not settle. */
    UNSTEADY_BEFORE,
    /** The weight after the door was shut did not settle. */
    UNSTEADY_AFTER,
    /** The scale was lost or fell silent. */
    SCALE_LOST,
    /** Nobody knows whether the door is shut: its switch was lost. */
    DOOR_UNKNOWN,
    /** An alarm began. */
    ALARMED,
    /** The gateway ended in the middle, by a power cut or otherwise. */
    BROKEN,
    /** Nobody chose where to. */
    NOT_CHOSEN,
    /** The card is one of those that are refused. */
    DENIED,
    /** The card is not known here. */
    UNKNOWN_CARD,
    /** Somebody else's session was under way. */
    BUSY,
    /** The bin or this part of it takes nothing now. */
    OUT_OF_SERVICE;

    /** As in facts: {@code door-left-open}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

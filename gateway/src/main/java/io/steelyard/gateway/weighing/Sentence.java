package io.steelyard.gateway.weighing;

import java.util.Locale;

/**
 * What people are told: a fault, or why something was not done.
 *
 * @param code which kind, for whoever says it in another language
 * @param text one sentence in English: what happened, what to do
 */
public record Sentence(Code code, String text) {
    /** All that can be said. */
    public enum Code {
        /** The scale's link was lost or never opened. */
        LINK_LOST,
        /** The scale's link is open and nothing comes. */
        SCALE_SILENT,
        /** Somebody checks the scale with a reference mass. */
        BEING_CHECKED,
        /** The load moved all the time. */
        UNSETTLED,
        /** Below the least capturable load. */
        TOO_LIGHT,
        /** Above the scale's maximum. */
        TOO_HEAVY,
        /** The codes that the site demands were not presented in time. */
        NO_CODE,
        /** Nobody confirmed in time. */
        NOT_CONFIRMED,
        /** The journal did not write. */
        NOT_WRITTEN,
        /** No settled load waits for a confirmation. */
        NOTHING_TO_CONFIRM,
        /** The load was captured and is being written. */
        BEING_SAVED,
        /** What was confirmed is not what the scale shows. */
        ANOTHER_WEIGHT,
        /** The scale fell silent since it showed the weight. */
        WEIGHT_TOO_OLD,
        /** More weight is to earn nothing than there is. */
        UNPAID_ABOVE_NET,
        /** Not a weight of this scale: below zero, above its maximum or off its steps. */
        BAD_WEIGHT,
        /** No such code in the list of materials. */
        UNKNOWN_MATERIAL,
        /** A text is missing, too long, or has characters that do not print. */
        BAD_TEXT,
        /** No such station. */
        UNKNOWN_STATION,
        /** No such record among those that can be changed. */
        UNKNOWN_RECORD,
        /** The record is none of a weight. */
        NOT_A_WEIGHT,
        /** The record is void. */
        VOID_ALREADY,
        /** The record is being changed at this moment. */
        BEING_CHANGED,
        /** The correction would leave everything as it is. */
        NOTHING_CHANGED,
        /** The site does not allow typed weights. */
        MANUAL_NOT_ALLOWED,
        /** Nobody knows whether a bin's door is shut. */
        DOOR_UNKNOWN,
        /** A bin's door is open. */
        DOOR_OPEN,
        /** A bin's compartment is full. */
        FULL,
        /** An alarm lasts at a bin. */
        ALARM,
        /** No such compartment. */
        UNKNOWN_COMPARTMENT,
        /** Nobody at the bin has to choose. */
        NOTHING_TO_CHOOSE,
        /** Somebody else is served at the bin. */
        BUSY,
        /** A shift is open. */
        SHIFT_OPEN,
        /** No shift is open. */
        NO_SHIFT_OPEN;

        /** As it travels: {@code link-lost}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

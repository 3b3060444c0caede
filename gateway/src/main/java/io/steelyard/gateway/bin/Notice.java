package io.steelyard.gateway.bin;

import java.util.Locale;

/** What may be noticeable about a deposit, as it is counted; its fact says how much of it. */
public enum Notice {
    /** At least {@value Evidence#IN_A_ROW_MIN} sessions in a row changed the weight by the same. */
    IDENTICAL,
    /** A step less would not have counted. */
    JUST_ABOVE_LEAST,
    /** A step less would have earned less, though the step below that would not. */
    JUST_ABOVE_STEP,
    /** At least {@value Evidence#OF_A_CARD_MIN} of the latest sessions were this card's. */
    MANY_OF_ONE_CARD,
    /** At a time when nobody is expected. */
    OUT_OF_HOURS,
    /** The weight before was more than a step away from what it should have been by the facts. */
    DRIFT;

    /** As a label: {@code out-of-hours}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

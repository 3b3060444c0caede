package io.steelyard.gateway.tag;

import java.util.Locale;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reason;

/**
 * The number in a 134.2 kHz transponder of a waste bin or an animal, whichever way a reader writes it.
 *
 * <p>The code is the country as three digits and the national number as twelve. An animal's transponder and a bin's
 * may carry the same digits, so the animal flag is part of the identity: it makes another scheme, never another code.
 *
 * <p>Document: ISO 11784 (38 bits of number, 10 bits of country; 900 and above are makers).
 */
final class Iso11784 {

    /** In place of a number whose digits are none; refused like every number outside the standard. */
    static final long NO_NUMBER = -1;

    private static final int NATIONAL_ID_BITS = 38;
    private static final int COUNTRY_MIN = 1;
    private static final int COUNTRY_MAX = 999;

    private Iso11784() {}

    /** Judges the fields of a frame of {@code frameBytes} bytes whose check fits. */
    static Match<TagValue> judge(long country, long nationalId, boolean animal, int frameBytes) {
        if (country < COUNTRY_MIN || country > COUNTRY_MAX || nationalId >> NATIONAL_ID_BITS != 0) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        String scheme = animal ? TagValue.ISO11784_ANIMAL : TagValue.ISO11784;
        String code = String.format(Locale.ROOT, "%03d%012d", country, nationalId);
        return Match.frame(frameBytes, new TagValue.TagRead(scheme, code));
    }
}

package io.steelyard.gateway.tag;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reason;

/**
 * The twelve characters that every 125 kHz reader sends for an EM4100 transponder.
 *
 * <pre>
 * character  content
 * 1, 2       version byte, upper-case hex
 * 3..10      number, four bytes, most significant first
 * 11, 12     exclusive or of the five bytes
 * </pre>
 */
final class Em4100 {

    static final int CHARACTERS = 12;

    private static final int CODE_CHARACTERS = 10;
    private static final int NOT_HEX = -1;

    private Em4100() {}

    /** Judges the twelve characters at {@code at}, which lie in a frame of {@code frameBytes} bytes. */
    static Match<TagValue> judge(byte[] bytes, int at, int frameBytes) {
        int check = 0;
        for (int pair = 0; pair < CHARACTERS; pair += 2) {
            int value = Ascii.upperHexPair(bytes, at + pair);
            if (value == NOT_HEX) {
                return Match.rejected(frameBytes, Reason.BAD_FIELD);
            }
            check ^= value;
        }
        if (check != 0) {
            return Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
        }
        String code = Ascii.text(bytes, at, at + CODE_CHARACTERS);
        return Match.frame(frameBytes, new TagValue.TagRead(TagValue.EM4100, code));
    }
}

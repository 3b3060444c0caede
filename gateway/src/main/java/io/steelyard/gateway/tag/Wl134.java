package io.steelyard.gateway.tag;

import java.util.List;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * WL-134 and WL-134A modules for 134.2 kHz transponders ({@link Iso11784}).
 *
 * <pre>
 * byte     content
 * 1        02
 * 2..11    national number, ten upper-case hex digits, the lowest first
 * 12..15   country, four hex digits, the lowest first
 * 16       30 or 31: more data follow in the transponder
 * 17       30 or 31: an animal
 * 18..27   reserved, ten characters
 * 28       exclusive or of bytes 2..27
 * 29       byte 28 with every bit inverted
 * 30       03
 * </pre>
 *
 * Bytes 28 and 29 are binary and may look like the marks: the frame is found by its length.
 */
final class Wl134 implements TagGrammar {

    private static final int FRAME_BYTES = 30;
    private static final int NATIONAL_ID = 1;
    private static final int COUNTRY = 11;
    private static final int DATA_FLAG = 15;
    private static final int ANIMAL_FLAG = 16;
    private static final int CHECK = 27;
    private static final int CHECK_INVERTED = 28;
    private static final int END = 29;

    private static final int HEX_BITS = 4;
    private static final int BYTE = 0xFF;

    @Override
    public Protocol protocol() {
        return Protocol.of("esphome/esphome, component wl_134", Proof.COMPUTED)
                .checked(8, "exclusive or of bytes 2..27, sent twice, once inverted");
    }

    @Override
    public List<String> schemes() {
        return List.of(TagValue.ISO11784, TagValue.ISO11784_ANIMAL);
    }

    @Override
    public int frameBytesMax() {
        return FRAME_BYTES;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (bytes[from] != Ascii.STX) {
            return Match.noise();
        }
        if (to - from < FRAME_BYTES) {
            return Match.more();
        }
        if (bytes[from + END] != Ascii.ETX) {
            return Match.rejected(FRAME_BYTES, Reason.BAD_LENGTH);
        }
        int check = Check.xor(bytes, from + NATIONAL_ID, from + CHECK);
        boolean fits = (bytes[from + CHECK] & BYTE) == check && (~bytes[from + CHECK_INVERTED] & BYTE) == check;
        return fits ? content(bytes, from) : Match.rejected(FRAME_BYTES, Reason.BAD_CHECKSUM);
    }

    private static Match<TagValue> content(byte[] bytes, int from) {
        long nationalId = lowestFirst(bytes, from + NATIONAL_ID, from + COUNTRY);
        long country = lowestFirst(bytes, from + COUNTRY, from + DATA_FLAG);
        return isFlag(bytes[from + DATA_FLAG]) && isFlag(bytes[from + ANIMAL_FLAG])
                ? Iso11784.judge(country, nationalId, bytes[from + ANIMAL_FLAG] == '1', FRAME_BYTES)
                : Match.rejected(FRAME_BYTES, Reason.BAD_FIELD);
    }

    private static boolean isFlag(byte character) {
        return character == '0' || character == '1';
    }

    /** The number; a digit that is not hex is -1 and makes it negative for good, so outside the standard. */
    private static long lowestFirst(byte[] bytes, int from, int to) {
        long number = 0;
        for (int at = to - 1; at >= from; at--) {
            number = number << HEX_BITS | Ascii.upperHex(bytes[at]);
        }
        return number;
    }
}

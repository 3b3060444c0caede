package io.steelyard.gateway.scale;

import java.util.Set;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * Yaohua XK3190-A12(E), text format. The device sends without being asked.
 *
 * <pre>
 * byte    content
 * 1       'W'
 * 2       'G' gross or 'N' net
 * 3..9    value with its point, a minus sign first when negative; the last is a space if there is no point
 * 10, 11  "kg"
 * 12, 13  exclusive or of bytes 1..11 as two upper-case hex characters, high half first
 * 14, 15  0D 0A
 * </pre>
 *
 * Over Max + 9e bytes 1..11 are nine spaces and "OL"; below -20 d nine spaces and "LO". There is no stability flag.
 * "lb" in bytes 10, 11 is taken as pounds (the same maker's other text form has it); other units are unknown.
 */
final class YaohuaA12 implements ScaleGrammar {

    private static final int FRAME_BYTES = 15;
    private static final int MODE = 1;
    private static final int VALUE = 2;
    private static final int UNIT = 9;
    private static final int CHECK = 11;
    private static final int END = 13;

    private static final String OVERLOAD = "         OL";
    private static final String UNDERLOAD = "         LO";

    @Override
    public Protocol protocol() {
        return Protocol.of("XK3190-A12(E) manual p. 13", Proof.PUBLISHED)
                .lines(YaohuaContinuous.YAOHUA_LINES)
                .checked(8, "exclusive or of bytes 1..11");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.MODE, Tells.OVERLOAD);
    }

    @Override
    public int frameBytesMax() {
        return FRAME_BYTES;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (bytes[from] != 'W' && bytes[from] != ' ') {
            return Match.noise();
        }
        if (to - from < FRAME_BYTES) {
            return Match.more();
        }
        if (bytes[from + END] != Ascii.CR || bytes[from + END + 1] != Ascii.LF) {
            return Match.rejected(FRAME_BYTES, Reason.BAD_LENGTH);
        }
        if (Ascii.upperHexPair(bytes, from + CHECK) != Check.xor(bytes, from, from + CHECK)) {
            return Match.rejected(FRAME_BYTES, Reason.BAD_CHECKSUM);
        }
        return content(Ascii.text(bytes, from, from + CHECK));
    }

    private static Match<ScaleValue> content(String content) {
        return switch (content) {
            case OVERLOAD -> status("overload", Flag.OVERLOAD);
            case UNDERLOAD -> status("underload", Flag.UNDERLOAD);
            default -> weight(content);
        };
    }

    private static Match<ScaleValue> status(String status, Flag flag) {
        return Match.frame(FRAME_BYTES, new ScaleValue.ScaleStatus(status, Set.of(flag)));
    }

    private static Match<ScaleValue> weight(String content) {
        String field = content.substring(VALUE, UNIT);
        boolean blankForPoint = field.endsWith(" ") && field.indexOf('.') < 0;
        var value = Numbers.written(blankForPoint ? field.substring(0, field.length() - 1) : field);
        char modeLetter = content.charAt(MODE);
        boolean modeKnown = modeLetter == 'G' || modeLetter == 'N';
        if (content.charAt(0) != 'W' || !modeKnown || value.isEmpty()) {
            return Match.rejected(FRAME_BYTES, Reason.BAD_FIELD);
        }
        Mode mode = modeLetter == 'G' ? Mode.GROSS : Mode.NET;
        return WeightUnit.written(content.substring(UNIT))
                .map(unit -> Match.<ScaleValue>frame(FRAME_BYTES,
                        ScaleValue.reading(value.get(), unit, Truth.UNKNOWN, mode, Set.of())))
                .orElseGet(() -> Match.rejected(FRAME_BYTES, Reason.UNKNOWN_UNIT));
    }
}

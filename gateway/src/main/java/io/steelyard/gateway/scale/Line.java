package io.steelyard.gateway.scale;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reason;

/**
 * Where a line of printable ASCII ends: what the text dialects have in common. Bytes above 7E and control characters
 * end it too, as damage, so a content never sees them.
 */
final class Line {

    /** CR LF. */
    static final int END_BYTES_MAX = 2;

    /** What a dialect says of a whole line: its text without the end, and the bytes with it. */
    interface Content {
        Match<ScaleValue> match(String text, int frameBytes);
    }

    private Line() {}

    /** Can this byte stand in a line? */
    static boolean isPrintable(byte character) {
        return character >= ' ' && character <= '~';
    }

    /** A line closed by CR LF. A frame is then at most {@code textBytesMax} and {@link #END_BYTES_MAX} bytes long. */
    static Match<ScaleValue> crLf(byte[] bytes, int from, int to, int textBytesMax, Content content) {
        int end = end(bytes, from, to);
        if (end - from > textBytesMax) {
            return Match.rejected(textBytesMax, Reason.BAD_LENGTH);
        }
        if (end == to || bytes[end] == Ascii.CR && end + 1 == to) {
            return Match.more();
        }
        if (bytes[end] != Ascii.CR) {
            return Match.rejected(end + 1 - from, bytes[end] == Ascii.LF ? Reason.BAD_LENGTH : Reason.BAD_FIELD);
        }
        if (bytes[end + 1] != Ascii.LF) {
            return Match.rejected(end + 1 - from, Reason.BAD_LENGTH);
        }
        return content.match(Ascii.text(bytes, from, end), end + 2 - from);
    }

    /**
     * A line closed by CR, perhaps with LF behind it. Only the next byte or silence tells the two apart, so a device
     * set to CR alone is heard one frame or one silence later.
     */
    static Match<ScaleValue> crOrCrLf(byte[] bytes, int from, int to, boolean ended, int textBytesMax,
            Content content) {
        int end = end(bytes, from, to);
        if (end - from > textBytesMax) {
            return Match.rejected(textBytesMax, Reason.BAD_LENGTH);
        }
        if (end == to || bytes[end] == Ascii.CR && end + 1 == to && !ended) {
            return Match.more();
        }
        if (bytes[end] != Ascii.CR) {
            return Match.rejected(end + 1 - from, bytes[end] == Ascii.LF ? Reason.BAD_LENGTH : Reason.BAD_FIELD);
        }
        boolean lineFeed = end + 1 < to && bytes[end + 1] == Ascii.LF;
        return content.match(Ascii.text(bytes, from, end), end + (lineFeed ? 2 : 1) - from);
    }

    private static int end(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && isPrintable(bytes[end])) {
            end++;
        }
        return end;
    }
}

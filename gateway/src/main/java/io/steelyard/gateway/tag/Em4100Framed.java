package io.steelyard.gateway.tag;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Grammar;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reason;

/**
 * RDM6300 and ID-12LA/20LA: the {@link Em4100} characters between start and end marks, repeated while the tag is
 * present.
 *
 * <pre>
 * byte    content
 * 1       02
 * 2..13   twelve characters, see Em4100
 * 14      03                 RDM6300
 * 14..16  0D 0A 03           ID-12LA, ID-20LA
 * </pre>
 *
 * <p>Document: Seeed 113020002 data sheet p. 3 (RDM6300); ID-2/12/20LA data sheet p. 4.
 */
final class Em4100Framed implements Grammar<TagValue> {

    static final String RDM6300_END = "\u0003";
    static final String ID_12LA_END = "\r\n\u0003";

    private static final int START_BYTES = 1;

    private final String end;

    Em4100Framed(String end) {
        this.end = end;
    }

    @Override
    public int frameBytesMax() {
        return START_BYTES + Em4100.CHARACTERS + end.length();
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (bytes[from] != Ascii.STX) {
            return Match.noise();
        }
        int frameBytes = frameBytesMax();
        if (to - from < frameBytes) {
            return Match.more();
        }
        if (!Ascii.text(bytes, from + frameBytes - end.length(), from + frameBytes).equals(end)) {
            return Match.rejected(frameBytes, Reason.BAD_LENGTH);
        }
        return Em4100.judge(bytes, from + START_BYTES, frameBytes);
    }
}

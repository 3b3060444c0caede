package io.steelyard.gateway.scale;

import java.util.Set;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * Yaohua XK3190, the "=" continuous formats. The device sends without being asked.
 *
 * <pre>
 * byte  content
 * 1     '='
 * 2..9  the value: digits and one point; a minus sign before the most significant digit when negative
 *         forward   most significant first:   3.000 is "=0003.000", -1.00 is "=-0001.00"
 *         reversed  least significant first:  3.000 is "=000.3000", -1.00 is "=00.1000-"
 * </pre>
 *
 * There is no check, unit, stability or gross/net. Forward and reversed cannot be told apart safely from the bytes, so
 * they are two dialects. The point is required: every documented frame has it, and without it a damaged point would
 * multiply the weight. The price formats append ";" and more; those bytes are noise here.
 */
final class YaohuaEquals implements ScaleGrammar {

    private static final int FRAME_BYTES = 9;

    private final boolean reversed;

    YaohuaEquals(boolean reversed) {
        this.reversed = reversed;
    }

    @Override
    public Protocol protocol() {
        return Protocol.of("XK3190-A26 manual pp. 12-13; XK3190-A23p manual pp. 22-24", Proof.PUBLISHED)
                .lines(YaohuaContinuous.YAOHUA_LINES)
                .unchecked("the fixed length with its one point");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of();
    }

    @Override
    public int frameBytesMax() {
        return FRAME_BYTES;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (bytes[from] != '=') {
            return Match.noise();
        }
        if (to - from < FRAME_BYTES) {
            return Match.more();
        }
        String sent = Ascii.text(bytes, from + 1, from + FRAME_BYTES);
        String text = reversed ? new StringBuilder(sent).reverse().toString() : sent;
        return Numbers.written(text)
                .filter(_ -> text.indexOf('.') >= 0)
                .map(value -> Match.<ScaleValue>frame(FRAME_BYTES,
                        ScaleValue.reading(value, null, Truth.UNKNOWN, Mode.UNKNOWN, Set.of())))
                .orElseGet(() -> Match.rejected(FRAME_BYTES, Reason.BAD_FIELD));
    }
}

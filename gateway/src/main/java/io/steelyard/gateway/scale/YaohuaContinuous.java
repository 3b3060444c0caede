package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * Yaohua XK3190, continuous format 0 ("tF=0"; some Chinese manuals count from 1). The device sends without being asked.
 *
 * <pre>
 * byte    content
 * 1       02
 * 2       2B '+' or 2D '-'
 * 3..8    six digits, most significant first, the displayed value without its point
 * 9       '0'..'4', decimals counted from the right
 * 10, 11  exclusive or of bytes 2..9 as two upper-case hex characters, high half first
 * 12      03
 * </pre>
 *
 * The frame says neither unit nor stability nor gross or net, and the manuals name no overload code: all unknown.
 */
final class YaohuaContinuous implements ScaleGrammar {

    /** What the menu of these indicators offers. */
    static final List<String> YAOHUA_LINES = List.of("9600 8N1", "4800 8N1", "2400 8N1", "1200 8N1", "600 8N1");

    private static final int FRAME_BYTES = 12;
    private static final int SIGN = 1;
    private static final int DIGITS = 2;
    private static final int DECIMALS = 8;
    private static final int CHECK = 9;
    private static final int END = 11;

    @Override
    public Protocol protocol() {
        return Protocol.of("XK3190-A26 manual pp. 12-13; XK3190-A23p manual pp. 22-24", Proof.PUBLISHED)
                .lines(YAOHUA_LINES)
                .checked(8, "exclusive or of bytes 2..9");
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
        if (bytes[from] != Ascii.STX) {
            return Match.noise();
        }
        if (to - from < FRAME_BYTES) {
            return Match.more();
        }
        if (bytes[from + END] != Ascii.ETX) {
            return Match.rejected(FRAME_BYTES, Reason.BAD_LENGTH);
        }
        if (Ascii.upperHexPair(bytes, from + CHECK) != Check.xor(bytes, from + SIGN, from + CHECK)) {
            return Match.rejected(FRAME_BYTES, Reason.BAD_CHECKSUM);
        }
        return signed(bytes, from + SIGN)
                .map(value -> Match.<ScaleValue>frame(FRAME_BYTES,
                        ScaleValue.reading(value, null, Truth.UNKNOWN, Mode.UNKNOWN, Set.of())))
                .orElseGet(() -> Match.rejected(FRAME_BYTES, Reason.BAD_FIELD));
    }

    /** Sign, six digits and decimals, as the continuous and the command frames both carry them. */
    static Optional<BigDecimal> signed(byte[] bytes, int sign) {
        int digits = sign + DIGITS - SIGN;
        int decimals = sign + DECIMALS - SIGN;
        boolean signGood = bytes[sign] == '+' || bytes[sign] == '-';
        if (!signGood || bytes[decimals] < '0' || bytes[decimals] > '4') {
            return Optional.empty();
        }
        Optional<BigDecimal> magnitude = Numbers.implied(bytes, digits, decimals, bytes[decimals] - '0');
        return bytes[sign] == '-' ? magnitude.map(BigDecimal::negate) : magnitude;
    }
}

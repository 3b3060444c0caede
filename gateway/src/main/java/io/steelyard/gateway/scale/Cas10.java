package io.steelyard.gateway.scale;

import java.util.Set;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * CAS CI and PDI indicators, the 10-byte format. The device sends without being asked.
 *
 * <pre>
 * byte     content
 * 1..8     value with its point, zeros or blanks first
 * 9, 10    0D 0A
 *
 * "ERR" code 0D 0A   an error of the indicator (CI-6000)
 * </pre>
 *
 * The frame says neither unit nor stability nor gross or net nor overload, and has no start mark: a frame begins only
 * where a line ended.
 *
 * <p>Prefer the 22-byte format.
 */
final class Cas10 implements ScaleGrammar {

    private static final int TEXT_BYTES_MAX = 9;
    private static final int VALUE_BYTES = 8;

    @Override
    public Protocol protocol() {
        return Protocol.of("CAS CI-600D manual p. 74; PDI p. 37; CI-6000 p. 63", Proof.COMPUTED)
                .unchecked("the fixed length");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of();
    }

    @Override
    public int frameBytesMax() {
        return TEXT_BYTES_MAX + Line.END_BYTES_MAX;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        return Line.isPrintable(bytes[from])
                ? Line.crLf(bytes, from, to, TEXT_BYTES_MAX, Cas10::line)
                : Match.noise();
    }

    @Override
    public boolean mayBeginAfter(byte garbage) {
        return garbage == Ascii.LF;
    }

    private static Match<ScaleValue> line(String line, int frameBytes) {
        if (line.startsWith("E")) {
            return Cas22.error(line, frameBytes);
        }
        if (line.length() != VALUE_BYTES) {
            return Match.rejected(frameBytes, Reason.BAD_LENGTH);
        }
        return Numbers.padded(line)
                .map(value -> Match.<ScaleValue>frame(frameBytes,
                        ScaleValue.reading(value, null, Truth.UNKNOWN, Mode.UNKNOWN, Set.of())))
                .orElseGet(() -> Match.rejected(frameBytes, Reason.BAD_FIELD));
    }
}

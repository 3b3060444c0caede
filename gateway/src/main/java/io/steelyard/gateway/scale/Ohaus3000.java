package io.steelyard.gateway.scale;

import java.util.Optional;
import java.util.Set;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;

/**
 * OHAUS 3000 series indicators (Defender, Ranger 3000). The host asks with {@code IP}, or the indicator was set to
 * send.
 *
 * <pre>
 * characters  content
 * 1           '-' if negative, else blank
 * 2           blank
 * 3..9        value with its point, right-aligned
 * 10          blank
 * 11..15      unit
 * 16          '?' if not stable, else blank
 * 17..19      "G" gross, "NET" net, "T" tare, or blank
 * 20, 21      0D 0A
 *
 * "ES"        not understood, or no stable weight in time
 * </pre>
 *
 * The Ranger RC counting scale sends the same length in another order; it is refused, since its last digit stands where
 * the blank must be. Overload has no frame here. There is no start mark: a frame begins only where a line ended.
 *
 * <p>{@code ES} is from memory.
 */
final class Ohaus3000 implements ScaleGrammar {

    /** Send the displayed weight now, stable or not. Changes nothing in the scale. */
    static final Question PRINT_IMMEDIATELY = Question.text("IP\r\n");

    private static final int TEXT_BYTES = 19;
    private static final int VALUE = 2;
    private static final int VALUE_END = 9;
    private static final int UNIT = 10;
    private static final int STABILITY = 15;
    private static final int LEGEND = 16;

    @Override
    public Protocol protocol() {
        return Protocol
                .of("OHAUS 3000 series indicators manual p. 35; Ranger RC interface description p. 36", Proof.COMPUTED)
                .asked(PRINT_IMMEDIATELY)
                .unchecked("the fixed length");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.STABILITY, Tells.MODE);
    }

    @Override
    public int frameBytesMax() {
        return TEXT_BYTES + Line.END_BYTES_MAX;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        return Line.isPrintable(bytes[from])
                ? Line.crLf(bytes, from, to, TEXT_BYTES, Ohaus3000::line)
                : Match.noise();
    }

    @Override
    public boolean mayBeginAfter(byte garbage) {
        return garbage == Ascii.LF;
    }

    private static Match<ScaleValue> line(String line, int frameBytes) {
        if (line.equals("ES")) {
            return Match.frame(frameBytes, new ScaleValue.ScaleStatus("not-executable", Set.of()));
        }
        if (line.length() != TEXT_BYTES) {
            return Match.rejected(frameBytes, Reason.BAD_LENGTH);
        }
        char stability = line.charAt(STABILITY);
        boolean blanks = line.charAt(VALUE - 1) == ' ' && line.charAt(VALUE_END) == ' ';
        Optional<Mode> mode = mode(line.substring(LEGEND).strip());
        if (!blanks || stability != ' ' && stability != '?' || mode.isEmpty()) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        var value = Numbers.padded(line.charAt(0), line.substring(VALUE, VALUE_END));
        String unit = line.substring(UNIT, STABILITY).strip();
        return new Weight(value, unit, stability == ' ' ? Truth.YES : Truth.NO, mode.get(), Set.of())
                .frame(frameBytes);
    }

    /** Shared with the balances, which write the same words. */
    static Optional<Mode> mode(String legend) {
        return switch (legend) {
            case "" -> Optional.of(Mode.UNKNOWN);
            case "G", "B/G" -> Optional.of(Mode.GROSS);
            case "NET", "Net", "N" -> Optional.of(Mode.NET);
            case "T", "Tare" -> Optional.of(Mode.TARE);
            default -> Optional.empty();
        };
    }
}

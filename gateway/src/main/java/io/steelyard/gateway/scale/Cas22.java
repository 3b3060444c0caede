package io.steelyard.gateway.scale;

import java.util.EnumSet;
import java.util.Set;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * CAS CI, NT and PDI indicators, the 22-byte format. The device sends without being asked.
 *
 * <pre>
 * byte      content
 * 1, 2      "ST" stable, "US" unstable, "OL" overload
 * 3         ','
 * 4, 5      "GS" gross, "NT" net
 * 6         ','
 * 7         device number: 30 + number
 * 8         lamps, binary: bit 7 always 1, 6 stable, 5 by model, 4 hold, 3 printer, 2 gross, 1 tare, 0 zero
 * 9         ','
 * 10..17    value with its point, zeros or blanks first
 * 18        ' '
 * 19, 20    unit: "kg", " t" …
 * 21, 22    0D 0A
 *
 * "ERR" code 0D 0A   an error of the indicator (CI-6000)
 * </pre>
 *
 * The lamp byte is always above 7F. One below is refused: the line is set to seven data bits, and then nobody can say
 * what the lamps show. Header and lamps say the same thing twice; where the stable lamp contradicts the header, or the
 * gross lamp is lit beside "NT", the weight counts as not stable. A gross lamp that is dark beside "GS" contradicts
 * nothing: not every model lights it. The value beside "OL" is not read. The device number is not looked at: one scale
 * a link. The variants with relay states or limits in byte 18 are refused.
 */
final class Cas22 implements ScaleGrammar {

    private static final int FRAME_BYTES = 22;
    private static final int ERROR_TEXT_BYTES_MAX = 9;
    private static final int MODE = 3;
    private static final int LAMPS = 7;
    private static final int VALUE = 9;
    private static final int VALUE_END = 17;
    private static final int UNIT = 18;
    private static final int END = 20;

    private static final int ALWAYS_LIT = 1 << 7;
    private static final int STABLE = 1 << 6;
    private static final int HOLD = 1 << 4;
    private static final int GROSS = 1 << 2;
    private static final int ZERO = 1;

    @Override
    public Protocol protocol() {
        return Protocol
                .of("CAS CI-600D manual p. 74; CI-400 p. 103; CI-150A p. 54; PDI p. 37; NT-200 p. 48; CI-6000 p. 63",
                        Proof.COMPUTED)
                .unchecked("the fixed length");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.STABILITY, Tells.MODE, Tells.OVERLOAD);
    }

    @Override
    public int frameBytesMax() {
        return FRAME_BYTES;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        return switch (bytes[from]) {
            case 'E' -> Line.crLf(bytes, from, to, ERROR_TEXT_BYTES_MAX, Cas22::error);
            case 'S', 'U', 'O' -> to - from < FRAME_BYTES ? Match.more() : frame(bytes, from);
            default -> Match.noise();
        };
    }

    /** Shared with the 10-byte format. */
    static Match<ScaleValue> error(String line, int frameBytes) {
        return Match.rejected(frameBytes, line.startsWith("ERR") ? Reason.DEVICE_ERROR : Reason.BAD_FIELD);
    }

    private static Match<ScaleValue> frame(byte[] bytes, int from) {
        if (bytes[from + END] != Ascii.CR || bytes[from + END + 1] != Ascii.LF) {
            return Match.rejected(FRAME_BYTES, Reason.BAD_LENGTH);
        }
        String header = Ascii.text(bytes, from, from + 2);
        String mode = Ascii.text(bytes, from + MODE, from + MODE + 2);
        int lamps = bytes[from + LAMPS];
        boolean headerKnown = header.equals("ST") || header.equals("US") || header.equals("OL");
        boolean modeKnown = mode.equals("GS") || mode.equals("NT");
        if (!headerKnown || !modeKnown || !separated(bytes, from) || (lamps & ALWAYS_LIT) == 0) {
            return Match.rejected(FRAME_BYTES, Reason.BAD_FIELD);
        }
        if (header.equals("OL")) {
            return Match.frame(FRAME_BYTES, new ScaleValue.ScaleStatus("overload", Set.of(Flag.OVERLOAD)));
        }
        boolean contradicted = mode.equals("NT") && (lamps & GROSS) != 0;
        boolean stable = header.equals("ST") && (lamps & STABLE) != 0 && !contradicted;
        var value = Numbers.padded(Ascii.text(bytes, from + VALUE, from + VALUE_END));
        return new Weight(value, Ascii.text(bytes, from + UNIT, from + END).strip(), stable ? Truth.YES : Truth.NO,
                mode.equals("GS") ? Mode.GROSS : Mode.NET, flags(lamps)).frame(FRAME_BYTES);
    }

    private static boolean separated(byte[] bytes, int from) {
        return bytes[from + MODE - 1] == ',' && bytes[from + MODE + 2] == ',' && bytes[from + VALUE - 1] == ','
                && bytes[from + VALUE_END] == ' ';
    }

    private static Set<Flag> flags(int lamps) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Flag.addIf(flags, lamps & HOLD, Flag.HOLD);
        Flag.addIf(flags, lamps & ZERO, Flag.ZERO);
        return flags;
    }
}

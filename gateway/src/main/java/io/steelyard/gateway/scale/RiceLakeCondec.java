package io.steelyard.gateway.scale;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * Rice Lake IQ 700 and many others, continuous output in the Condec format. The device sends without being asked.
 *
 * <pre>
 * byte     content (low seven bits; bit 7 may be parity and is not looked at)
 * 1        02
 * 2        '-' if negative, else blank
 * 3..9     value, with its point or a fixed zero, right-aligned
 * 10       unit: 'K' kilograms, 'L' pounds
 * 11       'G' gross, 'N' net
 * 12       status, the first that holds: 'D', 'A' calibrating, 'I' invalid, 'O' over or under range, 'M' in motion,
 *          'Z' tare recalled to the display, 'X', 'Y' setpoint 1 or 2 on the display, or blank
 * 13, 14   0D 0A
 * </pre>
 *
 * 'Z' is not the centre of zero. The number beside it is a tare, and beside 'X' and 'Y' a setpoint: neither is the
 * load. The tare is a reading that may not be captured, the setpoint a status. Other makers use 'G', 'T' and 'O' for
 * units in more than one meaning; they are refused.
 */
final class RiceLakeCondec implements ScaleGrammar {

    private static final int FRAME_BYTES = 14;
    private static final int SIGN = 1;
    private static final int VALUE = 2;
    private static final int UNIT = 9;
    private static final int MODE = 10;
    private static final int STATUS = 11;
    private static final int END = 12;

    @Override
    public Protocol protocol() {
        return Protocol.of("Rice Lake IQ 700 installation manual pp. 50, 62", Proof.COMPUTED)
                .lines(List.of("9600 7O1"))
                .unchecked("parity, which the line driver may strip, and in the fixed length");
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
        if (Ascii.withoutParity(bytes[from]) != Ascii.STX) {
            return Match.noise();
        }
        if (to - from < FRAME_BYTES) {
            return Match.more();
        }
        String frame = Ascii.textWithoutParity(bytes, from, from + FRAME_BYTES);
        return frame.endsWith("\r\n") ? state(frame) : Match.rejected(FRAME_BYTES, Reason.BAD_LENGTH);
    }

    private static Match<ScaleValue> state(String frame) {
        return switch (frame.charAt(STATUS)) {
            case 'D', 'A' -> status("calibration");
            case 'I' -> status("invalid");
            case 'X', 'Y' -> status("setpoint");
            case 'O' -> weight(frame, Truth.UNKNOWN, EnumSet.of(Flag.OUT_OF_RANGE));
            case 'M' -> weight(frame, Truth.NO, EnumSet.noneOf(Flag.class));
            case 'Z' -> weight(frame, Truth.YES, EnumSet.of(Flag.TARE_RECALL));
            case ' ' -> weight(frame, Truth.YES, EnumSet.noneOf(Flag.class));
            default -> Match.rejected(FRAME_BYTES, Reason.BAD_FIELD);
        };
    }

    private static Match<ScaleValue> weight(String frame, Truth stable, Set<Flag> flags) {
        char letter = frame.charAt(MODE);
        if (letter != 'G' && letter != 'N' || frame.charAt(SIGN) == '+') {
            return Match.rejected(FRAME_BYTES, Reason.BAD_FIELD);
        }
        String unit = switch (frame.charAt(UNIT)) {
            case 'K' -> "kg";
            case 'L' -> "lb";
            default -> "";
        };
        var value = Numbers.padded(frame.charAt(SIGN), frame.substring(VALUE, UNIT));
        return new Weight(value, unit, stable, letter == 'G' ? Mode.GROSS : Mode.NET, flags).frame(FRAME_BYTES);
    }

    private static Match<ScaleValue> status(String status) {
        return Match.frame(FRAME_BYTES, new ScaleValue.ScaleStatus(status, Set.of()));
    }
}

package io.steelyard.gateway.scale;

import java.math.BigDecimal;
import java.util.EnumSet;
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
 * Mettler-Toledo continuous output and its many clones. The device sends without being asked.
 *
 * <pre>
 * byte    content (low seven bits; bit 7 may be parity and is not looked at)
 * 1       02
 * 2       SWA  bits 2..0 point: 0 XXXX00, 1 XXXXX0, 2 XXXXXX, 3 XXXXX.X, 4 XXXX.XX, 5 XXX.XXX, 6 XX.XXXX, 7 X.XXXXX
 *              bits 4..3 increment, not used here
 * 3       SWB  bit 0 net, 1 negative, 2 out of range, 3 motion, 4 kg (0: lb), 6 power-up, not zeroed
 * 4       SWC  bits 2..0 unit: 0 as SWB bit 4 says, 1 grams, 2 tonnes (a clone); bit 4 expanded display
 * 5..10   weight, six digits without point
 * 11..16  tare, six digits without point
 * 17      0D
 * 18      check, only if set up: makes the seven-bit sum of all 18 bytes zero
 * </pre>
 *
 * The constant bits differ between makers and are not enforced. Leading zeros may be blanks (many terminals; not in the
 * manual below); the tare is not used, only its shape. With 0 or 1 for the point the fixed zeros are among the six
 * digits; other digits in their place contradict the format and are refused. Out of range with blanks for the weight is
 * a status.
 */
final class ToledoContinuous implements ScaleGrammar {

    private static final int UNCHECKED_BYTES = 17;
    private static final int CHECKED_BYTES = 18;
    private static final int SWA = 1;
    private static final int SWB = 2;
    private static final int SWC = 3;
    private static final int WEIGHT = 4;
    private static final int TARE = 10;
    private static final int END = 16;

    private static final int LOW_SEVEN_BITS = 0x7F;
    private static final int POINT = 0b111;
    private static final int POINT_NONE = 2;
    private static final int UNIT = 0b111;
    private static final int NET = 1;
    private static final int NEGATIVE = 1 << 1;
    private static final int OUT_OF_RANGE = 1 << 2;
    private static final int MOTION = 1 << 3;
    private static final int KILOGRAM = 1 << 4;
    private static final int POWER_UP = 1 << 6;
    private static final int EXPANDED = 1 << 4;

    private final int frameBytes;

    ToledoContinuous(boolean checked) {
        this.frameBytes = checked ? CHECKED_BYTES : UNCHECKED_BYTES;
    }

    @Override
    public Protocol protocol() {
        var unchecked = Protocol
                .of("Mettler-Toledo WILDCAT technical manual pp. 6-4, 6-5; for the clones Fairbanks FB3000"
                        + " p. 55, Triner TS-700 p. 13", Proof.COMPUTED)
                .lines(List.of("9600 8N1", "9600 7E1", "4800 7E1", "4800 8N1", "2400 7E1", "1200 7E1"))
                .unchecked("the fixed length");
        return frameBytes == CHECKED_BYTES ? unchecked.checked(7, "sum of all bytes") : unchecked;
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.STABILITY, Tells.MODE, Tells.OVERLOAD);
    }

    @Override
    public int frameBytesMax() {
        return frameBytes;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        if ((bytes[from] & LOW_SEVEN_BITS) != Ascii.STX) {
            return Match.noise();
        }
        if (to - from < frameBytes) {
            return Match.more();
        }
        if ((bytes[from + END] & LOW_SEVEN_BITS) != Ascii.CR) {
            return Match.rejected(frameBytes, Reason.BAD_LENGTH);
        }
        if (frameBytes == CHECKED_BYTES && (Check.sum(bytes, from, from + frameBytes) & LOW_SEVEN_BITS) != 0) {
            return Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
        }
        return content(withoutParity(bytes, from));
    }

    private byte[] withoutParity(byte[] bytes, int from) {
        byte[] frame = new byte[frameBytes];
        for (int at = 0; at < frameBytes; at++) {
            frame[at] = (byte) (bytes[from + at] & LOW_SEVEN_BITS);
        }
        return frame;
    }

    private Match<ScaleValue> content(byte[] frame) {
        Set<Flag> flags = flags(frame);
        int point = frame[SWA] & POINT;
        Optional<BigDecimal> weight = digits(frame, point);
        if (weight.isEmpty() || !isDigitsOrBlanks(frame, TARE, END)) {
            return flags.contains(Flag.OUT_OF_RANGE)
                    ? Match.frame(frameBytes, new ScaleValue.ScaleStatus(Flag.OUT_OF_RANGE.text(), flags))
                    : Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        BigDecimal value = (frame[SWB] & NEGATIVE) != 0 ? weight.get().negate() : weight.get();
        Truth stable = flags.contains(Flag.MOTION) ? Truth.NO : Truth.YES;
        Mode mode = (frame[SWB] & NET) != 0 ? Mode.NET : Mode.GROSS;
        return unit(frame)
                .map(unit -> Match.<ScaleValue>frame(frameBytes, ScaleValue.reading(value, unit, stable, mode, flags)))
                .orElseGet(() -> Match.rejected(frameBytes, Reason.UNKNOWN_UNIT));
    }

    private static Set<Flag> flags(byte[] frame) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Flag.addIf(flags, frame[SWB] & OUT_OF_RANGE, Flag.OUT_OF_RANGE);
        Flag.addIf(flags, frame[SWB] & MOTION, Flag.MOTION);
        Flag.addIf(flags, frame[SWC] & EXPANDED, Flag.EXPANDED);
        Flag.addIf(flags, frame[SWB] & POWER_UP, Flag.POWER_UP);
        return flags;
    }

    private static Optional<BigDecimal> digits(byte[] frame, int point) {
        int first = WEIGHT;
        while (first < TARE - 1 && frame[first] == ' ') {
            first++;
        }
        for (int fixedZero = TARE - (POINT_NONE - point); fixedZero < TARE; fixedZero++) {
            if (frame[fixedZero] != '0') {
                return Optional.empty();
            }
        }
        return Numbers.implied(frame, first, TARE, Math.max(0, point - POINT_NONE));
    }

    private static boolean isDigitsOrBlanks(byte[] frame, int from, int to) {
        for (int at = from; at < to; at++) {
            if (!Ascii.isDigit(frame[at]) && frame[at] != ' ') {
                return false;
            }
        }
        return true;
    }

    private static Optional<WeightUnit> unit(byte[] frame) {
        return switch (frame[SWC] & UNIT) {
            case 0 -> Optional.of((frame[SWB] & KILOGRAM) != 0 ? WeightUnit.KILOGRAM : WeightUnit.POUND);
            case 1 -> Optional.of(WeightUnit.GRAM);
            case 2 -> Optional.of(WeightUnit.TONNE);
            default -> Optional.empty();
        };
    }
}

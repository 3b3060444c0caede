package io.steelyard.sim.device;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A terminal in Mettler-Toledo continuous mode, or one of its many clones; it sends by itself.
 *
 * <pre>
 *  byte    content
 *  1       02
 *  2  SWA  bits 2..0 point: 2 XXXXXX, 3 XXXXX.X, 4 XXXX.XX, 5 XXX.XXX, 6 XX.XXXX; bits 4..3 step: 01 x1, 10 x2, 11 x5;
 *          bit 5 = 1
 *  3  SWB  bit 0 net, 1 negative, 2 out of range, 3 motion, 4 kg, 5 = 1, 6 not zeroed since power-up
 *  4  SWC  bits 2..0: 0 as SWB says, 1 grams; bit 5 = 1
 *  5..10   weight, six digits without point
 *  11..16  tare, six digits without point
 *  17      0D
 *  18      check, can be switched off: two's complement of the low seven bits of the sum of bytes 1..17
 *
 *  host, each closed by CR LF: P prints; T tares, Tx.xxx presets a tare, Z zeroes, C clears; none is answered
 * </pre>
 *
 * From the manuals of the 8142/IND series. Two things are in no document read and are chosen here: out of range keeps the
 * digits going beside the flag, so that a host that overlooks the flag is caught; grams keep the kg bit set.
 */
public final class ToledoScale extends Scale {
    private static final byte STX = 0x02;
    private static final byte CR = 0x0D;
    private static final int ALWAYS = 0x20;
    private static final int POINT_BEHIND_THE_LAST_DIGIT = 2;
    private static final int STEP_SHIFT = 3;
    private static final int NET = 0x01;
    private static final int NEGATIVE = 0x02;
    private static final int OUT_OF_RANGE = 0x04;
    private static final int MOTION = 0x08;
    private static final int METRIC = 0x10;
    private static final int GRAMS = 0x01;
    private static final int SEVEN_BITS = 0x7F;
    private static final int BYTES_WITHOUT_CHECK = 17;
    private static final int WEIGHT_DIGITS = 6;

    private final boolean withCheck;

    /**
     * A terminal of that profile over that platform; it is switched on by the first call of {@code advance}.
     *
     * @param withCheck whether the 18th byte, the check, is sent
     */
    public ToledoScale(String name, ScaleProfile profile, Pan pan, boolean withCheck) {
        super(name, profile, pan, Mode.STREAM);
        this.withCheck = withCheck;
    }

    @Override
    Deed obey(String command) {
        String word = word(command);
        if (word.matches("[ZC]|T[0-9.]*")) {
            return new Deed.Change(Words.NONE);
        }
        return word.isEmpty() || word.equals("P") ? Deed.NOTHING : new Deed.Unknown(Words.NONE);
    }

    @Override
    byte[] frame(Shown shown) {
        BigDecimal value = value(shown);
        byte[] frame = new byte[withCheck ? BYTES_WITHOUT_CHECK + 1 : BYTES_WITHOUT_CHECK];
        frame[0] = STX;
        frame[1] = (byte) pointAndStep();
        frame[2] = (byte) status(shown, value);
        frame[3] = (byte) (ALWAYS | (profile.unit().equals("g") ? GRAMS : 0));
        System.arraycopy(digits(value), 0, frame, 4, WEIGHT_DIGITS);
        System.arraycopy(digits(tare()), 0, frame, 10, WEIGHT_DIGITS);
        frame[16] = CR;
        if (withCheck) {
            frame[BYTES_WITHOUT_CHECK] = check(frame);
        }
        return frame;
    }

    private int pointAndStep() {
        int step = switch (profile.division().stripTrailingZeros().unscaledValue().intValue()) {
            case 1 -> 1;
            case 2 -> 2;
            default -> 3;
        };
        return ALWAYS | step << STEP_SHIFT | POINT_BEHIND_THE_LAST_DIGIT + profile.decimals();
    }

    private int status(Shown shown, BigDecimal value) {
        return ALWAYS | METRIC
                | (net() ? NET : 0)
                | (value.signum() < 0 ? NEGATIVE : 0)
                | (shown.overload() || shown.underload() ? OUT_OF_RANGE : 0)
                | (shown.motion() ? MOTION : 0);
    }

    private static byte[] digits(BigDecimal value) {
        return Digits.withoutPoint(value, WEIGHT_DIGITS).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte check(byte[] frame) {
        int sum = 0;
        for (int i = 0; i < BYTES_WITHOUT_CHECK; i++) {
            sum += frame[i];
        }
        return (byte) (-sum & SEVEN_BITS);
    }
}

package io.steelyard.sim.device;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A terminal in Mettler-Toledo continuous mode, or one of its many clones; it sends by itself and hears nothing.
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
 * </pre>
 *
 * From the manuals of the 8142/IND series. Two things are in no document read and are chosen here: out of range keeps the
 * digits going beside the flag, so that a host that overlooks the flag is caught; grams keep the kg bit set.
 */
public final class ToledoScale implements Device {
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

    private final String name;
    private final ScaleProfile profile;
    private final boolean withCheck;
    private final Indicator indicator;
    private final Transmitter line;
    private final Metronome frames;
    private BigDecimal tare = BigDecimal.ZERO;

    /**
     * A terminal of that profile over that platform; it is switched on by the first call of {@code advance}.
     *
     * @param withCheck whether the 18th byte, the check, is sent
     */
    public ToledoScale(String name, ScaleProfile profile, Pan pan, boolean withCheck) {
        this.name = name;
        this.profile = profile;
        this.withCheck = withCheck;
        this.indicator = new Indicator(profile, pan);
        this.line = new Transmitter(profile.line());
        this.frames = new Metronome(profile.frameNanos());
    }

    @Override
    public String name() {
        return name;
    }

    /** The operator keys in a tare, in the scale's unit; zero takes it away and shows gross again. */
    public void presetTare(BigDecimal value) {
        tare = value;
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        while (frames.dueBy(nowNanos)) {
            measure(frames.tick());
        }
        return line.sentBy(nowNanos);
    }

    /** A frame that finds the one before it still leaving is skipped: a slow line lowers the rate of frames. */
    private void measure(long tickNanos) {
        Shown shown = indicator.showAt(tickNanos);
        if (!line.busyAt(tickNanos)) {
            line.send(tickNanos, frame(shown));
        }
    }

    byte[] frame(Shown shown) {
        BigDecimal value = shown.gross().subtract(tare);
        byte[] frame = new byte[withCheck ? BYTES_WITHOUT_CHECK + 1 : BYTES_WITHOUT_CHECK];
        frame[0] = STX;
        frame[1] = (byte) pointAndStep();
        frame[2] = (byte) status(shown, value);
        frame[3] = (byte) (ALWAYS | (profile.unit().equals("g") ? GRAMS : 0));
        System.arraycopy(digits(value), 0, frame, 4, 6);
        System.arraycopy(digits(tare), 0, frame, 10, 6);
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
                | (tare.signum() != 0 ? NET : 0)
                | (value.signum() < 0 ? NEGATIVE : 0)
                | (shown.overload() || shown.underload() ? OUT_OF_RANGE : 0)
                | (shown.motion() ? MOTION : 0);
    }

    private byte[] digits(BigDecimal value) {
        long number = value.abs().movePointRight(profile.decimals()).longValueExact();
        return "%06d".formatted(Math.min(number, ScaleProfile.DIGITS_MAX)).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte check(byte[] frame) {
        int sum = 0;
        for (int i = 0; i < BYTES_WITHOUT_CHECK; i++) {
            sum += frame[i];
        }
        return (byte) (-sum & SEVEN_BITS);
    }
}

package io.steelyard.sim.device;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A Yaohua XK3190 indicator in continuous format 0 ("tF=0"), which sends by itself and hears nothing.
 *
 * <pre>
 *  byte   content
 *  1      02
 *  2      2B + or 2D -
 *  3..8   six digits, most significant first: the displayed value without its point
 *  9      30..34: decimals, counted from the right
 *  10,11  XOR of bytes 2..9 as two characters, high half first, 0-9 A-F
 *  12     03
 * </pre>
 *
 * From the XK3190-A9/A12 manuals. The format carries no unit, no stability and no overload. What the indicator sends on
 * overload is in none of the documents read; this one falls silent, because its display shows no number then and any
 * number sent would be a weight that was never displayed. A host must therefore treat silence as "no weight".
 */
public final class YaohuaScale implements Device {
    private static final byte STX = 0x02;
    private static final byte ETX = 0x03;

    private final String name;
    private final ScaleProfile profile;
    private final Indicator indicator;
    private final Transmitter line;
    private final Metronome frames;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public YaohuaScale(String name, ScaleProfile profile, Pan pan) {
        this.name = name;
        this.profile = profile;
        this.indicator = new Indicator(profile, pan);
        this.line = new Transmitter(profile.line());
        this.frames = new Metronome(profile.frameNanos());
    }

    @Override
    public String name() {
        return name;
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
        if (!shown.overload() && !line.busyAt(tickNanos)) {
            line.send(tickNanos, frame(shown.gross(), profile.decimals()));
        }
    }

    static byte[] frame(BigDecimal value, int decimals) {
        String body = "%s%06d%d".formatted(value.signum() < 0 ? "-" : "+", value.unscaledValue().abs(), decimals);
        byte[] frame = new byte[12];
        frame[0] = STX;
        System.arraycopy(body.getBytes(StandardCharsets.US_ASCII), 0, frame, 1, body.length());
        System.arraycopy(check(body), 0, frame, 9, 2);
        frame[11] = ETX;
        return frame;
    }

    private static byte[] check(String body) {
        int xor = body.chars().reduce(0, (a, b) -> a ^ b);
        return "%02X".formatted(xor).getBytes(StandardCharsets.US_ASCII);
    }
}

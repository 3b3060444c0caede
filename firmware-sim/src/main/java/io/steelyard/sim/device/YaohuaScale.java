package io.steelyard.sim.device;

import java.math.BigDecimal;

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
public final class YaohuaScale extends Scale {
    private static final int WEIGHT_DIGITS = 6;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public YaohuaScale(String name, ScaleProfile profile, Pan pan) {
        super(name, profile, pan, Mode.STREAM);
    }

    @Override
    byte[] frame(Shown shown) {
        return shown.overload() ? new byte[0] : frame(value(shown), profile.decimals());
    }

    static byte[] frame(BigDecimal value, int decimals) {
        String body = signedDigits(value, decimals);
        return Words.bytes("\2" + body + check(body) + "\3");
    }

    /** Sign, six digits, decimals: as this frame and that of the command mode have it. */
    static String signedDigits(BigDecimal value, int decimals) {
        return Digits.sign(value) + Digits.withoutPoint(value, WEIGHT_DIGITS) + decimals;
    }

    /** The XOR of the characters as two hex digits, the check of every Yaohua frame that has one. */
    static String check(String body) {
        return "%02X".formatted(body.chars().reduce(0, (a, b) -> a ^ b));
    }
}

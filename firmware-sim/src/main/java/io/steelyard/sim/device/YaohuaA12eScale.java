package io.steelyard.sim.device;

/**
 * A Yaohua XK3190-A12(E) indicator in its text format, which sends by itself and hears nothing.
 *
 * <pre>
 *  byte   content
 *  1      W
 *  2      G gross or N net
 *  3..9   seven characters of value, filled with zeros; a minus sign in the first place; a value without a point is
 *         six characters and a space
 *  10,11  unit, kg
 *  12,13  XOR of bytes 1..11 as two hex digits
 *  14,15  CR LF
 *
 *  above the capacity by more than nine divisions: nine spaces, OL, XOR 23, CR LF
 *  below zero by more than twenty divisions:       nine spaces, LO, XOR 23, CR LF
 * </pre>
 *
 * From the XK3190-A12(E) manual. No stability.
 */
public final class YaohuaA12eScale extends Scale {
    private static final int VALUE_CHARACTERS = 7;
    private static final String NO_WEIGHT = " ".repeat(2 + VALUE_CHARACTERS);

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public YaohuaA12eScale(String name, ScaleProfile profile, Pan pan) {
        super(name, profile, pan, Mode.STREAM);
    }

    @Override
    byte[] frame(Shown shown) {
        String body = body(shown);
        return Words.bytes(body + YaohuaScale.check(body) + "\r\n");
    }

    private String body(Shown shown) {
        if (shown.overload()) {
            return NO_WEIGHT + "OL";
        }
        if (shown.underload()) {
            return NO_WEIGHT + "LO";
        }
        String value = profile.decimals() == 0
                ? Digits.zeroFilledSigned(value(shown), VALUE_CHARACTERS - 1) + " "
                : Digits.zeroFilledSigned(value(shown), VALUE_CHARACTERS);
        return "W" + (net() ? "N" : "G") + value + "%2s".formatted(profile.unit());
    }
}

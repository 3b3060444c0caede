package io.steelyard.sim.device;

/**
 * A Yaohua XK3190 indicator in one of its "=" formats, which sends by itself and hears nothing.
 *
 * <pre>
 *  byte  content
 *  1     3D =
 *  2..9  the displayed value in eight characters, filled with zeros, a minus sign in the first place
 *        forward:  =0003.000  =-0001.00     reversed, last character first:  =000.3000  =00.1000-
 * </pre>
 *
 * From the XK3190-A23p and A26 manuals. No end mark, check, unit, stability or overload; what is sent on overload is in none
 * of the documents read, and this one falls silent, as {@link YaohuaScale} does.
 */
public final class YaohuaEqualsScale extends Scale {
    private static final int VALUE_CHARACTERS = 8;

    private final boolean reversed;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public YaohuaEqualsScale(String name, ScaleProfile profile, Pan pan, boolean reversed) {
        super(name, profile, pan, Mode.STREAM);
        this.reversed = reversed;
    }

    @Override
    byte[] frame(Shown shown) {
        if (shown.overload()) {
            return new byte[0];
        }
        var characters = new StringBuilder(Digits.zeroFilledSigned(value(shown), VALUE_CHARACTERS));
        return Words.bytes("=" + (reversed ? characters.reverse() : characters));
    }
}

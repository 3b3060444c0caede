package io.steelyard.sim.device;

/**
 * A CAS indicator in its ten-byte format, which sends by itself and hears nothing.
 *
 * <pre>
 *  byte  content
 *  1..8  value, eight characters with the point, filled with zeros, a minus sign in the first place
 *  9,10  CR LF
 * </pre>
 *
 * From the CI-600D manual. No unit, stability or range. What is sent on overload is in no document read; this one falls
 * silent, because any number would be a weight that was never displayed.
 */
public final class CasTenByteScale extends Scale {
    private static final int VALUE_CHARACTERS = 8;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public CasTenByteScale(String name, ScaleProfile profile, Pan pan) {
        super(name, profile, pan, Mode.STREAM);
    }

    @Override
    byte[] frame(Shown shown) {
        return shown.overload()
                ? new byte[0]
                : Words.bytes(Digits.zeroFilledSigned(value(shown), VALUE_CHARACTERS) + "\r\n");
    }
}

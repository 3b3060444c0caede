package io.steelyard.sim.device;

/**
 * An OHAUS balance: it answers, or sends by itself if its menu says so.
 *
 * <pre>
 *  position  content
 *  1..11     value with its sign, right aligned
 *  12        space
 *  13..      unit, as long as it is
 *            space
 *            ? while the load moves, else space
 *            CR LF
 * </pre>
 *
 * From the RS232 interface manual, the second output format. The commands are those of {@link OhausScale}.
 */
public final class OhausBalanceScale extends OhausScale {
    private static final int VALUE_CHARACTERS = 11;

    /** A balance of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public OhausBalanceScale(String name, ScaleProfile profile, Pan pan, Mode mode) {
        super(name, profile, pan, mode);
    }

    @Override
    String reading(Shown shown) {
        return Digits.blankFilled(value(shown), VALUE_CHARACTERS) + " " + profile.unit()
                + (shown.motion() ? " ?" : "  ");
    }
}

package io.steelyard.sim.device;

/**
 * A Rice Lake IQ 700 in its continuous format, that of Consolidated Controls (Condec); it sends by itself.
 *
 * <pre>
 *  byte   content
 *  1      02
 *  2      - or space
 *  3..9   value, seven characters with the point, right aligned
 *  10     K kg, L lb
 *  11     G gross, N net
 *  12     the first that is true: D A calibration, I invalid, O out of range, M motion, Z tare on the display, X Y
 *         setpoints, space
 *  13,14  CR LF
 *
 *  host, each closed by CR: P PC ask for nothing new; Z T G N B K… zero, tare, gross, net, start, options: would
 *  change it; sent back as heard
 * </pre>
 *
 * Seven data bits, odd parity: a host's serial port takes the parity off. From the IQ 700 manual. Always kilograms. The
 * digits go on out of range, which is in no document read, so that a host that overlooks the status is caught. Of the
 * status characters this model comes to O, M and space.
 */
public final class CondecScale extends Scale {
    private static final int VALUE_CHARACTERS = 7;

    /** An indicator of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public CondecScale(String name, ScaleProfile profile, Pan pan) {
        super(name, profile, pan, Mode.STREAM);
    }

    @Override
    Deed obey(String command) {
        return switch (word(command)) {
            case "", "P", "PC" -> Deed.NOTHING;
            case String s when s.matches("[ZTGNB]|K.+") -> new Deed.Change(Words.text(s + "\r\n"));
            default -> new Deed.Unknown(Words.NONE);
        };
    }

    @Override
    byte[] frame(Shown shown) {
        var value = Digits.kilograms(value(shown), profile.unit());
        return Words.bytes("\2" + (value.signum() < 0 ? "-" : " ")
                + Digits.blankFilled(value.abs(), VALUE_CHARACTERS) + "K" + (net() ? "N" : "G") + status(shown)
                + "\r\n");
    }

    private static char status(Shown shown) {
        if (shown.overload() || shown.underload()) {
            return 'O';
        }
        return shown.motion() ? 'M' : ' ';
    }
}

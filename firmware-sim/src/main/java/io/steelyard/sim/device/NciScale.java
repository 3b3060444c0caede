package io.steelyard.sim.device;

/**
 * A checkout scale that speaks NCI, also called ECR: it answers commands and sends nothing unasked.
 *
 * <pre>
 *  command   letter CR
 *  reading   LF xx.xxxUU CR LF S h h CR ETX      the weight has no sign, the unit is in upper case
 *  status    LF S h h CR ETX      in place of a reading when negative, in motion or out of range
 *     h      characters with bits 4 and 5 = 1; from the second on, bit 6 says that another follows
 *            first   bit 0 motion, 1 at zero
 *            second  bit 0 under, 1 over
 *            third   bits 1..0 range, 2 net; sent only for net
 *
 *  W   a reading     H   with ten times the resolution     S   the status
 *  Z T U X   zero, tare, change the unit, switch off: would change it; answered with the status
 *  other     LF ? CR ETX
 * </pre>
 *
 * From the Magellan 8500 and Aviator 7000 service manuals. The tenth of a division is always 0: the model knows no more
 * than it displays. An LF after the CR is ignored. Raw counts (M) are not modelled.
 */
public final class NciScale extends Scale {
    private static final int ALWAYS = 0x30;
    private static final int ANOTHER_FOLLOWS = 0x40;
    private static final int MOTION = 0x01;
    private static final int AT_ZERO = 0x02;
    private static final int UNDER = 0x01;
    private static final int OVER = 0x02;
    private static final int NET = 0x04;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public NciScale(String name, ScaleProfile profile, Pan pan) {
        super(name, profile, pan, Mode.ASKED);
    }

    @Override
    Deed obey(String command) {
        return switch (word(command)) {
            case "" -> Deed.NOTHING;
            case "W" -> new Deed.Tell(this::frame);
            case "H" -> new Deed.Tell(shown -> reading(shown, "0"));
            case "S" -> new Deed.Reply(this::status);
            case "Z", "T", "U", "X" -> new Deed.Change(this::status);
            default -> new Deed.Unknown(Words.text("\n?\r\3"));
        };
    }

    @Override
    byte[] frame(Shown shown) {
        return reading(shown, "");
    }

    private byte[] reading(Shown shown, String moreDigits) {
        if (shown.motion() || shown.overload() || below(shown)) {
            return status(shown);
        }
        return Words.bytes("\n" + Digits.checkout(value(shown), profile.unit()) + moreDigits
                + "KG\r" + statusLine(shown));
    }

    private byte[] status(Shown shown) {
        return Words.bytes(statusLine(shown));
    }

    private String statusLine(Shown shown) {
        int first = ALWAYS | (shown.motion() ? MOTION : 0) | (value(shown).signum() == 0 ? AT_ZERO : 0);
        int second = ALWAYS | (below(shown) ? UNDER : 0) | (shown.overload() ? OVER : 0)
                | (net() ? ANOTHER_FOLLOWS : 0);
        return "\nS" + (char) first + (char) second + (net() ? (char) (ALWAYS | NET) : "") + "\r\3";
    }

    private boolean below(Shown shown) {
        return value(shown).signum() < 0;
    }
}

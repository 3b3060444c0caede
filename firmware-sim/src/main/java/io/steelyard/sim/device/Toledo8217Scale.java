package io.steelyard.sim.device;

/**
 * A checkout scale that speaks Toledo 8217: it answers single letters and sends nothing unasked.
 *
 * <pre>
 *  W    STX WW.WWW CR, with N before the CR when net; STX ? status CR when below zero, in motion or out of range
 *       status: bit 6 = 1, 5 net, 4 centre of zero, 3 outside the zero capture range, 2 under zero, 1 over, 0 motion
 *  H    the same with ten times the resolution
 *  A B  begins the confidence test, STX ? CR, and tells that it was passed, STX @ CR
 *  E    STX E CR, and from now on echoes every character
 *  F    ends the echo, STX F CR
 *  Z T C   zero, tare, clear the tare: would change it; STX ? status CR
 *  other   STX ? status CR
 * </pre>
 *
 * From the DIVA and 67xx service manuals; T and C from memory. Always kilograms. Bit 3 is never set: this scale was switched
 * on empty. The tenth of a division is always 0: the model knows no more than it displays.
 */
public final class Toledo8217Scale extends Scale {
    private static final int ALWAYS = 0x40;
    private static final int NET = 0x20;
    private static final int CENTRE_OF_ZERO = 0x10;
    private static final int UNDER_ZERO = 0x04;
    private static final int OVER = 0x02;
    private static final int MOTION = 0x01;

    private boolean echoing;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public Toledo8217Scale(String name, ScaleProfile profile, Pan pan) {
        super(name, profile, pan, Mode.ASKED);
    }

    @Override
    boolean ends(String heard) {
        return true;
    }

    @Override
    Deed obey(String command) {
        if (echoing && !command.equals("F")) {
            return new Deed.Reply(Words.text(command));
        }
        return switch (command) {
            case "W" -> new Deed.Tell(this::frame);
            case "H" -> new Deed.Tell(shown -> reading(shown, "0"));
            case "A" -> new Deed.Reply(Words.text("\2?\r"));
            case "B" -> new Deed.Reply(Words.text("\2@\r"));
            case "E", "F" -> {
                echoing = command.equals("E");
                yield new Deed.Reply(Words.text("\2" + command + "\r"));
            }
            case "Z", "T", "C" -> new Deed.Change(this::status);
            default -> new Deed.Unknown(this::status);
        };
    }

    @Override
    byte[] frame(Shown shown) {
        return reading(shown, "");
    }

    private byte[] reading(Shown shown, String moreDigits) {
        if (shown.motion() || shown.overload() || value(shown).signum() < 0) {
            return status(shown);
        }
        return Words.bytes("\2" + Digits.checkout(value(shown), profile.unit()) + moreDigits + (net() ? "N" : "")
                + "\r");
    }

    private byte[] status(Shown shown) {
        int status = ALWAYS
                | (net() ? NET : 0)
                | (value(shown).signum() == 0 ? CENTRE_OF_ZERO : 0)
                | (value(shown).signum() < 0 ? UNDER_ZERO : 0)
                | (shown.overload() ? OVER : 0)
                | (shown.motion() ? MOTION : 0);
        return Words.bytes("\2?" + (char) status + "\r");
    }
}

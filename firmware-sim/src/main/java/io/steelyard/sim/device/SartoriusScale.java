package io.steelyard.sim.device;

/**
 * A Sartorius balance that speaks SBI in 16 characters: it answers, or sends by itself if its menu says so.
 *
 * <pre>
 *  position  content
 *  1         + or -
 *  2         space
 *  3..10     value, right aligned
 *  11        space
 *  12..14    unit, left aligned; spaces while the load moves
 *  15,16     CR LF
 *
 *  out of range   six spaces, H above or L below, seven spaces, CR LF
 *
 *  host      ESC and a letter, or ESC, a letter, more and "_"; CR LF may follow
 *  P         a reading
 *  x1_ x2_   model, serial number
 *  T V S K L M N O R f… k… z…   tare, zero, restart, filters, keys: would change it; not answered
 * </pre>
 *
 * From the WZB, EB and LE manuals. The blank unit is from memory, as are the letters of the commands.
 */
public final class SartoriusScale extends Scale {
    private static final char ESCAPE = 0x1B;
    private static final String LONGER_COMMANDS = "fkxz";
    private static final int VALUE_CHARACTERS = 8;

    /** A balance of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public SartoriusScale(String name, ScaleProfile profile, Pan pan, Mode mode) {
        super(name, profile, pan, mode);
    }

    @Override
    boolean begins(char c) {
        return c == ESCAPE;
    }

    @Override
    boolean ends(String heard) {
        return heard.charAt(0) != ESCAPE || heard.endsWith("_")
                || heard.length() == 2 && LONGER_COMMANDS.indexOf(heard.charAt(1)) < 0;
    }

    @Override
    Deed obey(String command) {
        if (command.charAt(0) != ESCAPE) {
            return Deed.NOTHING;
        }
        return switch (command.substring(1)) {
            case "P" -> new Deed.Tell(this::frame);
            case "x1_" -> new Deed.Reply(Words.text("%-14s\r\n".formatted("SIM")));
            case "x2_" -> new Deed.Reply(Words.text("%-14s\r\n".formatted("00000001")));
            case String s when s.matches("[TVSKLMNOR]|[fkz].*") -> new Deed.Change(Words.NONE);
            default -> new Deed.Unknown(Words.NONE);
        };
    }

    @Override
    byte[] frame(Shown shown) {
        if (shown.overload() || shown.underload()) {
            return Words.bytes("      " + (shown.overload() ? "H" : "L") + "       \r\n");
        }
        var value = value(shown);
        return Words.bytes(Digits.sign(value) + " " + Digits.blankFilled(value.abs(), VALUE_CHARACTERS) + " "
                + "%-3s\r\n".formatted(shown.motion() ? "" : profile.unit()));
    }
}

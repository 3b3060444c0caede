package io.steelyard.sim.device;

/**
 * A RADWAG scale: it answers, or sends by itself if its menu says so. Commands and answers are closed by CR LF.
 *
 * <pre>
 *  position  content
 *  1..3      the command, left aligned
 *  4         space stable, ? unstable, ^ over, v under
 *  5         space
 *  6         - or space
 *  7..15     mass, right aligned
 *  16        space
 *  17..19    unit, left aligned
 *  20,21     CR LF
 *
 *  S SU     S A at once, and the mass once the load rests; S E if it does not within 5 s; S I if one waits already
 *  SI SUI   the mass at once
 *  C1 CU1   C1 A, and masses as for SI until C0 or another command
 *  C0 CU0   C0 A
 *  Z T      zero, tare: would change it; Z A, Z D
 *  UT… K0 K1 BP…   sets a tare, locks keys, ...: would change it; UT OK
 *  other    ES
 * </pre>
 *
 * From the WLT-L, WTC and PUE manuals; the 5 s are this model's own setting. Basic and current unit are the same. The digits
 * go on out of range, which is in no document read, so that a host that overlooks the marker is caught.
 */
public final class RadwagScale extends Scale {
    private static final long STABLE_WITHIN_NANOS = 5_000_000_000L;
    private static final int MASS_CHARACTERS = 9;

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public RadwagScale(String name, ScaleProfile profile, Pan pan, Mode mode) {
        super(name, profile, pan, mode);
    }

    @Override
    Deed obey(String command) {
        String word = word(command);
        return switch (word) {
            case "" -> Deed.NOTHING;
            case "S", "SU" -> new Deed.TellAtRest(line(word + " A"), shown -> mass(word, shown), line(word + " E"),
                    line(word + " I"), STABLE_WITHIN_NANOS);
            case "SI", "SUI" -> new Deed.Tell(shown -> mass(word, shown));
            case "C1" -> new Deed.Repeat(line("C1 A"), this::frame);
            case "CU1" -> new Deed.Repeat(line("CU1 A"), shown -> mass("SUI", shown));
            case "C0", "CU0" -> new Deed.Stop(line(word + " A"));
            case "Z", "T" -> new Deed.Change(Words.text(word + " A\r\n" + word + " D\r\n"));
            case String s when s.matches("(UT|BP|DH|UH) .+|K[01]") ->
                new Deed.Change(line(s.split(" ", 2)[0] + " OK"));
            default -> new Deed.Unknown(line("ES"));
        };
    }

    @Override
    byte[] frame(Shown shown) {
        return mass("SI", shown);
    }

    private byte[] mass(String command, Shown shown) {
        var value = value(shown);
        return Words.bytes("%-3s%s %s%s %-3s\r\n".formatted(command, marker(shown), value.signum() < 0 ? "-" : " ",
                Digits.blankFilled(value.abs(), MASS_CHARACTERS), profile.unit()));
    }

    private static String marker(Shown shown) {
        if (shown.overload()) {
            return "^";
        }
        if (shown.underload()) {
            return "v";
        }
        return shown.motion() ? "?" : " ";
    }

    private static Words line(String answer) {
        return Words.text(answer + "\r\n");
    }
}

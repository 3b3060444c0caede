package io.steelyard.sim.device;

import java.math.BigDecimal;

/**
 * An A&amp;D indicator of the AD-4406/4407 kind: it answers, or sends by itself if its menu says so.
 *
 * <pre>
 *  position  content
 *  1,2       ST stable, US unstable, OL out of range
 *  3         ,
 *  4,5       GS gross, NT net, TR tare
 *  6         ,
 *  7         + or -; zero is +
 *  8..14     value, seven characters with the point, filled with zeros
 *  15,16     unit
 *  17,18     CR LF, or CR alone by its menu
 *
 *  out of range   OL, and spaces for sign and digits; the point stays
 *
 *  RW   a reading of the display          RG RN RT   of gross, net, tare
 *  RZ   RZ1 at zero, RZ0 elsewhere
 *  MZ MT CT   zero, tare, clear the tare: would change it; sent back as heard, or I while the load moves
 *  other      ?
 * </pre>
 *
 * From the AD-4406, AD-4406A and AD-4407 manuals. The AD-4402 and 4404 say LO for OL.
 */
public final class AndIndicatorScale extends Scale {
    private static final int VALUE_CHARACTERS = 7;

    private final String terminator;

    /**
     * An indicator of that profile over that platform; it is switched on by the first call of {@code advance}.
     *
     * @param terminator CR LF or CR, after each answer
     */
    public AndIndicatorScale(String name, ScaleProfile profile, Pan pan, Mode mode, String terminator) {
        super(name, profile, pan, mode);
        this.terminator = terminator;
    }

    @Override
    Deed obey(String command) {
        String word = word(command);
        return switch (word) {
            case "" -> Deed.NOTHING;
            case "RW" -> new Deed.Tell(this::frame);
            case "RG" -> new Deed.Tell(shown -> reading(shown, "GS", shown.gross()));
            case "RN" -> new Deed.Tell(shown -> reading(shown, "NT", value(shown)));
            case "RT" -> new Deed.Tell(shown -> reading(shown, "TR", tare()));
            case "RZ" -> new Deed.Reply(shown -> line(shown.gross().signum() == 0 ? "RZ1" : "RZ0"));
            case "MZ", "MT", "CT" -> new Deed.Change(shown -> line(shown.motion() ? "I" : word));
            default -> new Deed.Unknown(_ -> line("?"));
        };
    }

    @Override
    byte[] frame(Shown shown) {
        return reading(shown, net() ? "NT" : "GS", value(shown));
    }

    private byte[] reading(Shown shown, String weightType, BigDecimal value) {
        boolean outOfRange = shown.overload() || shown.underload();
        String header = outOfRange ? "OL" : shown.motion() ? "US" : "ST";
        String digits = Digits.sign(value) + Digits.zeroFilled(value, VALUE_CHARACTERS);
        return line(header + "," + weightType + "," + (outOfRange ? digits.replaceAll("[-+0-9]", " ") : digits)
                + "%2s".formatted(profile.unit()));
    }

    private byte[] line(String answer) {
        return Words.bytes(answer + terminator);
    }
}

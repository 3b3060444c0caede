package io.steelyard.sim.device;

/**
 * An A&amp;D balance (GX, FX and kin) in the A&amp;D standard format: it answers, or sends by itself if its menu says so.
 *
 * <pre>
 *  position  content
 *  1,2       ST stable, US unstable, OL out of range
 *  3         ,
 *  4         + or -; zero is +
 *  5..12     value, eight characters with the point, filled with zeros
 *  13..15    unit, three characters: " kg", "  g"
 *  16        CR LF, or CR alone by its menu
 *
 *  out of range   OL,+9999999E+19 above, OL,-9999999E+19 below: no weight, whatever it looks like
 *
 *  Q SI      a reading at once
 *  S ESC P   a reading once the load rests
 *  SIR       readings until C, Q or S
 *  C         ends S and SIR
 *  Z R T ESC T CAL U P ON OFF PRT SMP PT:…   zero, tare, calibrate, the keys: would change it
 * </pre>
 *
 * From the GC, FX-CT and GH/GX manuals. As delivered ("erCd 0") it neither acknowledges nor complains.
 */
public final class AndBalanceScale extends Scale {
    private static final int VALUE_CHARACTERS = 8;

    private final String terminator;

    /**
     * A balance of that profile over that platform; it is switched on by the first call of {@code advance}.
     *
     * @param terminator CR LF or CR, after each reading
     */
    public AndBalanceScale(String name, ScaleProfile profile, Pan pan, Mode mode, String terminator) {
        super(name, profile, pan, mode);
        this.terminator = terminator;
    }

    @Override
    Deed obey(String command) {
        return switch (word(command)) {
            case "" -> Deed.NOTHING;
            case "Q", "SI" -> new Deed.Tell(this::frame);
            case "S", "\33P" ->
                new Deed.TellAtRest(Words.NONE, this::frame, Words.NONE, Words.NONE, Long.MAX_VALUE);
            case "SIR" -> new Deed.Repeat(Words.NONE, this::frame);
            case "C" -> new Deed.Stop(Words.NONE);
            case "Z", "R", "T", "\33T", "CAL", "EXC", "U", "P", "ON", "OFF", "PRT", "SMP" ->
                new Deed.Change(Words.NONE);
            case String s when s.startsWith("PT:") -> new Deed.Change(Words.NONE);
            default -> new Deed.Unknown(Words.NONE);
        };
    }

    @Override
    byte[] frame(Shown shown) {
        return Words.bytes(reading(shown) + terminator);
    }

    private String reading(Shown shown) {
        if (shown.overload()) {
            return "OL,+9999999E+19";
        }
        if (shown.underload()) {
            return "OL,-9999999E+19";
        }
        var value = value(shown);
        return (shown.motion() ? "US," : "ST,") + Digits.sign(value) + Digits.zeroFilled(value, VALUE_CHARACTERS)
                + "%3s".formatted(profile.unit());
    }
}

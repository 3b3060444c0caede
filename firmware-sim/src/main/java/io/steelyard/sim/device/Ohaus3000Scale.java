package io.steelyard.sim.device;

/**
 * An OHAUS indicator of the 3000 series: it answers, or sends by itself if its menu says so.
 *
 * <pre>
 *  position  content
 *  1         - or space
 *  2         space
 *  3..9      value, right aligned
 *  10        space
 *  11..15    unit, left aligned
 *  16        ? while the load moves, else space
 *  17..19    G gross, NET net; left aligned
 *  20,21     CR LF
 * </pre>
 *
 * From the 3000 series manual; on which side the short unit and legend stand is in no document read. The commands are
 * those of {@link OhausScale}.
 */
public final class Ohaus3000Scale extends OhausScale {
    private static final int VALUE_CHARACTERS = 7;

    /** An indicator of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public Ohaus3000Scale(String name, ScaleProfile profile, Pan pan, Mode mode) {
        super(name, profile, pan, mode);
    }

    @Override
    String reading(Shown shown) {
        var value = value(shown);
        return "%s %s %-5s%s%-3s".formatted(value.signum() < 0 ? "-" : " ",
                Digits.blankFilled(value.abs(), VALUE_CHARACTERS), profile.unit(), shown.motion() ? "?" : " ",
                net() ? "NET" : "G");
    }
}

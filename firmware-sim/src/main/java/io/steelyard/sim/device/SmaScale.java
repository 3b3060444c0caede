package io.steelyard.sim.device;

import java.math.BigDecimal;
import java.util.List;

/**
 * A scale that speaks SMA SCP-0499, level 1: it answers commands and sends nothing unasked.
 *
 * <pre>
 *  command   LF letter CR
 *  answer    LF s r n m f xxxxxx.xxx uuu CR, 20 bytes
 *     s      Z centre of zero, O over, U under, else space
 *     r      range, 1
 *     n      G gross, N net, T tare; g and n with ten times the resolution
 *     m      M in motion, else space
 *     f      space
 *     x      value in ten characters, right aligned
 *     u      unit in three, left aligned
 *
 *  W   a reading        H   with ten times the resolution
 *  P   a reading once the load rests        Q   the same with ten times the resolution
 *  R   readings until the next command      S   the same with ten times the resolution
 *  M   the tare
 *  D   diagnostics: LF four spaces CR, nothing is wrong
 *  A   about: LF SMA:1/1.0 CR, and B for each further line, until ?
 *  Z T C U   zero, tare, clear the tare, change the unit: would change it; answered as W
 *  ESC       ends R, S, P and Q
 *  other     LF ? CR
 * </pre>
 *
 * From the SMA standard as the PR 5220, PR 5210 and T419S manuals give it. I and N are of level 2 and unknown here. Over and
 * under keep their digits. The tenth of a division is always 0: the model knows no more than it displays.
 */
public final class SmaScale extends Scale {
    private static final int VALUE_CHARACTERS = 10;
    private static final String ESCAPE = "\33";
    private static final List<String> ABOUT = List.of("MFG:STEELYARD", "MOD:SIM", "REV:1.00");

    private int aboutTold = ABOUT.size();

    /** A scale of that profile over that platform; it is switched on by the first call of {@code advance}. */
    public SmaScale(String name, ScaleProfile profile, Pan pan) {
        super(name, profile, pan, Mode.ASKED);
    }

    @Override
    boolean begins(char c) {
        return c == '\n' || c == ESCAPE.charAt(0);
    }

    @Override
    boolean ends(String heard) {
        return heard.charAt(0) != '\n' || heard.endsWith("\r");
    }

    @Override
    Deed obey(String command) {
        return switch (command) {
            case "\nW\r" -> new Deed.Tell(this::frame);
            case "\nH\r" -> new Deed.Tell(this::fine);
            case "\nP\r" -> atRest(this::frame);
            case "\nQ\r" -> atRest(this::fine);
            case "\nR\r" -> new Deed.Repeat(Words.NONE, this::frame);
            case "\nS\r" -> new Deed.Repeat(Words.NONE, this::fine);
            case "\nM\r" -> new Deed.Tell(shown -> reading(shown, 'T', tare()));
            case "\nD\r" -> new Deed.Stop(line("    "));
            case "\nA\r" -> {
                aboutTold = 0;
                yield new Deed.Stop(line("SMA:1/1.0"));
            }
            case "\nB\r" -> new Deed.Stop(line(aboutTold < ABOUT.size() ? ABOUT.get(aboutTold++) : "?"));
            case "\nZ\r", "\nT\r", "\nC\r", "\nU\r" -> new Deed.Change(this::frame);
            case ESCAPE -> new Deed.Stop(Words.NONE);
            case String s when s.startsWith("\nT") -> new Deed.Change(this::frame);
            case String s when s.startsWith("\n") -> new Deed.Unknown(line("?"));
            default -> Deed.NOTHING; // what stands before the LF is no command
        };
    }

    @Override
    byte[] frame(Shown shown) {
        return reading(shown, net() ? 'N' : 'G', value(shown));
    }

    private byte[] fine(Shown shown) {
        return reading(shown, net() ? 'n' : 'g', value(shown).setScale(profile.decimals() + 1));
    }

    private byte[] reading(Shown shown, char weightType, BigDecimal value) {
        return Words.bytes("\n" + status(shown) + "1" + weightType + (shown.motion() ? "M " : "  ")
                + Digits.blankFilled(value, VALUE_CHARACTERS) + "%-3s\r".formatted(profile.unit()));
    }

    private static char status(Shown shown) {
        if (shown.overload()) {
            return 'O';
        }
        if (shown.underload()) {
            return 'U';
        }
        return shown.gross().signum() == 0 ? 'Z' : ' ';
    }

    private static Deed atRest(Words reading) {
        return new Deed.TellAtRest(Words.NONE, reading, Words.NONE, Words.NONE, Long.MAX_VALUE);
    }

    private static Words line(String answer) {
        return Words.text("\n" + answer + "\r");
    }
}

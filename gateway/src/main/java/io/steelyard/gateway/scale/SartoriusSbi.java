package io.steelyard.gateway.scale;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;

/**
 * Sartorius balances, SBI output of 16 or 22 characters. The host asks with {@code ESC P}, or the balance was set to
 * send.
 *
 * <pre>
 * characters  content
 *             only in the 22-character form: six characters that say what follows, "N     " net, "G#    " gross,
 *             "T1    " tare, "Qnt   " and many others; "Stat  " before a special code
 * 1           '+', '-' or blank
 * 2..10       value with its point, right-aligned
 * 11          blank
 * 12..14      unit, left-aligned; blank while the weight is not stable
 * 15, 16      0D 0A
 *
 * in place of 1..14, anywhere among blanks: "H", "High" overload   "L", "Low" underload   "C", "Cal.Ext." …
 *             calibrating   "--" final readout   "Err 054", "APP.ERR" …   all blank: nothing displayed
 * </pre>
 *
 * A value without a unit is not stable; it is a reading without unit. Any other name in front than net, gross and tare
 * marks a number that is not the load (a sum, a reference, a count) and is a status. Digits in square brackets are not
 * verified and are refused with their whole frame. There is no start mark: a frame begins only where a line ended.
 *
 * <p>That a blank unit means "not stable" is common knowledge of these balances; the pages read say only "unit
 * symbol or space" (unverified). So are the names "G#" and "T1".
 */
final class SartoriusSbi implements ScaleGrammar {

    /** Send the displayed value. Changes nothing in the balance. */
    private static final Question PRINT = Question.text("\u001bP\r\n");

    private static final int TEXT_BYTES = 14;
    private static final int NAME_BYTES = 6;
    private static final int VALUE = 1;
    private static final int VALUE_END = 10;
    private static final int UNIT = 11;

    private static final Pattern CALIBRATION = Pattern.compile("C|Cal\\. ?(Ext|Int)\\.");
    private static final Pattern ERROR = Pattern.compile("(E|Err|ERR) *[0-9]{2,3}|(APP|DIS|PRT)\\.ERR?");
    private static final Pattern GROSS = Pattern.compile("G#? *");
    private static final Pattern TARE = Pattern.compile("P?T[0-9]? *");

    @Override
    public Protocol protocol() {
        return Protocol
                .of("Sartorius LE2202S manual p. 51; GC803S p. 57; WZA224 p. 24; Quintix p. 87; Entris II p. 3",
                        Proof.PUBLISHED)
                .lines(List.of("1200 7O1", "9600 8N1"))
                .asked(PRINT, Duration.ofMillis(250))
                .unchecked("the fixed length");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.STABILITY, Tells.MODE, Tells.OVERLOAD);
    }

    @Override
    public int frameBytesMax() {
        return NAME_BYTES + TEXT_BYTES + Line.END_BYTES_MAX;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        return Line.isPrintable(bytes[from])
                ? Line.crLf(bytes, from, to, NAME_BYTES + TEXT_BYTES, SartoriusSbi::line)
                : Match.noise();
    }

    @Override
    public boolean mayBeginAfter(byte garbage) {
        return garbage == Ascii.LF;
    }

    private static Match<ScaleValue> line(String line, int frameBytes) {
        return switch (line.length()) {
            case TEXT_BYTES -> content("", line, frameBytes);
            case NAME_BYTES + TEXT_BYTES ->
                content(line.substring(0, NAME_BYTES).stripTrailing(), line.substring(NAME_BYTES), frameBytes);
            default -> Match.rejected(frameBytes, Reason.BAD_LENGTH);
        };
    }

    private static Match<ScaleValue> content(String name, String text, int frameBytes) {
        String word = text.strip();
        return switch (word) {
            case "H", "High" -> status(frameBytes, "overload", Set.of(Flag.OVERLOAD));
            case "L", "Low" -> status(frameBytes, "underload", Set.of(Flag.UNDERLOAD));
            case "", "--" -> status(frameBytes, "no-weight", Set.of());
            default -> {
                if (CALIBRATION.matcher(word).matches()) {
                    yield status(frameBytes, "calibration", Set.of());
                }
                yield ERROR.matcher(word).matches()
                        ? Match.rejected(frameBytes, Reason.DEVICE_ERROR)
                        : weight(name, text, frameBytes);
            }
        };
    }

    private static Match<ScaleValue> weight(String name, String text, int frameBytes) {
        Mode mode = mode(name);
        boolean load = mode != Mode.UNKNOWN || name.isEmpty();
        var value = Numbers.padded(text.charAt(0), text.substring(VALUE, VALUE_END));
        if (value.isEmpty() || text.charAt(VALUE_END) != ' ') {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        if (!load) {
            return status(frameBytes, "value " + name, Set.of());
        }
        String unit = text.substring(UNIT).strip();
        return unit.isEmpty()
                ? Match.frame(frameBytes,
                        ScaleValue.reading(value.get(), null, Truth.NO, mode, Set.of(Flag.MOTION)))
                : new Weight(value, unit, Truth.YES, mode, Set.of()).frame(frameBytes);
    }

    private static Mode mode(String name) {
        if (name.equals("N")) {
            return Mode.NET;
        }
        if (GROSS.matcher(name).matches()) {
            return Mode.GROSS;
        }
        return TARE.matcher(name).matches() ? Mode.TARE : Mode.UNKNOWN;
    }

    private static Match<ScaleValue> status(int frameBytes, String status, Set<Flag> flags) {
        return Match.frame(frameBytes, new ScaleValue.ScaleStatus(status, flags));
    }
}

package io.steelyard.gateway.scale;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;

/**
 * A&amp;D balances, "A&amp;D standard format". The host asks with {@code Q}, or the balance was set to send.
 *
 * <pre>
 * characters  content
 * 1, 2        "ST" stable, "US" unstable, "QT" stable count, "OL" out of range
 * 3           ','
 *             only if set up: comparator result "LO", "OK", "HI" or "--", and ','
 * 4..12       value: '+' or '-', zeros, point; nine characters in all
 * 13..15      unit, right-aligned: "  g", " kg", " lb", " PC" …
 * 16, 17      0D 0A, or 0D alone
 * </pre>
 *
 * What follows {@code OL,} is never read as a number: it may be {@code +9999999E+19}, all nines, or the last digits
 * shown. Its sign says whether the load is over or under. Counts ({@code QT}, or pieces for a unit) are readings that
 * may not be captured. The unit "t" is refused: on these balances it is the tola. Gross or net is not said.
 *
 * <p>The manuals end lines in CR LF; CR alone is a setting of some models.
 */
final class AndStandard implements ScaleGrammar {

    static final List<String> A_AND_D_LINES = List.of("2400 7E1", "9600 8N1");

    /** Send the weight now, stable or not. Changes nothing in the balance. */
    private static final Question SEND_IMMEDIATELY = Question.text("Q\r\n");

    private static final int TEXT_BYTES_MAX = 18;
    private static final String COMPARATOR = "(?:(?:LO|OK|HI|--),)?";
    private static final Pattern WEIGHT = Pattern.compile("(ST|US|QT)," + COMPARATOR + "(.{9})(.{3})");
    private static final Pattern OUT_OF_RANGE = Pattern.compile("OL," + COMPARATOR + "([+-])[ 0-9.E+]* *[A-Za-z%]*");
    private static final String TOLA = "t";

    @Override
    public Protocol protocol() {
        return Protocol.of("A&D GC series manual p. 51; EJ series p. 24; FX-CT p. 33; GH/GX p. 44", Proof.PUBLISHED)
                .lines(A_AND_D_LINES)
                .asked(SEND_IMMEDIATELY)
                .unchecked("the fixed width of the value");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.STABILITY, Tells.OVERLOAD);
    }

    @Override
    public int frameBytesMax() {
        return TEXT_BYTES_MAX + Line.END_BYTES_MAX;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        return switch (bytes[from]) {
            case 'S', 'U', 'Q', 'O' ->
                Line.crOrCrLf(bytes, from, to, ended, TEXT_BYTES_MAX, AndStandard::line);
            default -> Match.noise();
        };
    }

    private static Match<ScaleValue> line(String line, int frameBytes) {
        Matcher outOfRange = OUT_OF_RANGE.matcher(line);
        if (outOfRange.matches()) {
            Flag flag = outOfRange.group(1).equals("-") ? Flag.UNDERLOAD : Flag.OVERLOAD;
            return Match.frame(frameBytes, new ScaleValue.ScaleStatus(flag.text(), Set.of(flag)));
        }
        Matcher weight = WEIGHT.matcher(line);
        if (!weight.matches()) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        String unit = weight.group(3).stripLeading();
        Set<Flag> flags = weight.group(1).equals("QT") ? Set.of(Flag.COUNT) : Set.of();
        Truth stable = weight.group(1).equals("US") ? Truth.NO : Truth.YES;
        var value = Numbers.signed(weight.group(2));
        return value.isPresent() && unit.equals(TOLA)
                ? Match.rejected(frameBytes, Reason.UNKNOWN_UNIT)
                : new Weight(value, unit, stable, Mode.UNKNOWN, flags).frame(frameBytes);
    }
}

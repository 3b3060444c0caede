package io.steelyard.gateway.scale;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * OHAUS balances (Scout Pro, Navigator, Explorer and others). The host asks with {@code IP}, or the balance was set to
 * send.
 *
 * <pre>
 * characters  content
 * 1..10       value with its sign and point, right-aligned; 11 or 12 characters on some models
 * next        blank
 * next 1..5   unit; some models fill up with blanks
 *             perhaps: blanks, and '?' if not stable (or below the minimum weight)
 *             perhaps: blanks, and a legend: "NET", "B/G", "G", "T", a time "00:00:15", "TOTAL" …
 * then        0D 0A
 *
 * "ES"        no stable weight within 40 s
 * </pre>
 *
 * A "TOTAL" is a sum, not the load, and a status; other legends (densities) are refused. There is no start mark: a
 * frame begins only where a line ended.
 */
final class OhausBalance implements ScaleGrammar {

    private static final int TEXT_BYTES_MAX = 40;
    private static final int VALUE_CHARACTERS_MIN = 10;
    private static final int VALUE_CHARACTERS_MAX = 12;
    private static final Pattern WEIGHT = Pattern.compile("(?<value> *-?[0-9]+(\\.[0-9]+)?) (?<unit>[A-Za-z%]{1,5})"
            + "( {1,5}(?<moving>\\?))?( +(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})| +(?<legend>[A-Z][A-Za-z/]*))? *");

    @Override
    public Protocol protocol() {
        return Protocol
                .of("OHAUS RS232 interface manual p. EN-3; Explorer manual p. EN-156, Explorer service manual p. 79",
                        Proof.COMPUTED)
                .asked(Ohaus3000.PRINT_IMMEDIATELY)
                .unchecked("the least width of the value");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.STABILITY, Tells.MODE);
    }

    @Override
    public int frameBytesMax() {
        return TEXT_BYTES_MAX + Line.END_BYTES_MAX;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        return Line.isPrintable(bytes[from])
                ? Line.crLf(bytes, from, to, TEXT_BYTES_MAX, OhausBalance::line)
                : Match.noise();
    }

    @Override
    public boolean mayBeginAfter(byte garbage) {
        return garbage == Ascii.LF;
    }

    private static Match<ScaleValue> line(String line, int frameBytes) {
        if (line.equals("ES")) {
            return Match.frame(frameBytes, new ScaleValue.ScaleStatus("not-executable", Set.of()));
        }
        Matcher weight = WEIGHT.matcher(line);
        if (!weight.matches()) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        String value = weight.group("value");
        if (value.length() < VALUE_CHARACTERS_MIN || value.length() > VALUE_CHARACTERS_MAX) {
            return Match.rejected(frameBytes, Reason.BAD_LENGTH);
        }
        String legend = weight.group("legend") == null ? "" : weight.group("legend");
        if (legend.equals("TOTAL")) {
            return Match.frame(frameBytes, new ScaleValue.ScaleStatus("total", Set.of()));
        }
        Truth stable = weight.group("moving") == null ? Truth.YES : Truth.NO;
        return Ohaus3000.mode(legend)
                .map(mode -> new Weight(Numbers.padded(value), weight.group("unit"), stable, mode, Set.of())
                        .frame(frameBytes))
                .orElseGet(() -> Match.rejected(frameBytes, Reason.BAD_FIELD));
    }
}

package io.steelyard.gateway.scale;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;

/**
 * A&amp;D weighing indicators, and others set to "AND" format (CAS CI, NT and PDI have it). The host asks with
 * {@code RW}, or the indicator was set to send.
 *
 * <pre>
 * characters  content
 *             only if an address is set: '@' and two digits
 * 1, 2        "ST" stable, "US" unstable, "HD" hold; out of range is "OL" on AD-4406A, 4407 and 4329,
 *             "LO" on AD-4402 and 4404
 * 3           ','
 * 4, 5        "GS" gross, "NT" net, "TR" tare, "PT" preset tare; or one letter "G", "N", "T", with a blank or without
 * 6           ','
 * 7..14       value: '+' or '-', zeros, a point or a comma; eight characters in all
 * 15, 16      unit, right-aligned: "kg", " g", " t", "lb"; three characters if so set
 * 17, 18      0D 0A, or 0D alone
 *
 * "I" busy   "?" unknown command and "M" memory full: refusals
 * </pre>
 *
 * The comma in the value is the decimal point of a country: the fields have fixed widths, so it is taken for the point
 * without asking the configuration, and two of them are refused. Out of range the digits turn into blanks (AD-4329
 * format 2: nines) and are never read. "LO" does not say on which side. Tares and held weights may not be captured.
 * The address is not looked at: one scale a link. A frame begins only where a line ended.
 *
 * <p>The command {@code RW} is the AD-4406's; another model answers "?" and may then be set to send.
 */
final class AndIndicator implements ScaleGrammar {

    /** Send what is displayed, now. Changes nothing in the indicator. */
    private static final Question SEND_DISPLAYED = Question.text("RW\r\n");

    private static final int TEXT_BYTES_MAX = 20;
    private static final String ADDRESS = "(?:@[0-9]{2})?";
    private static final String FIELDS = "(GS|NT|TR|PT|[GNT] ?),([-+ ][ 0-9.,]{7})((?=.{2,3}$) *[A-Za-z%]+)";
    private static final Pattern WEIGHT = Pattern.compile(ADDRESS + "(ST|US|HD)," + FIELDS);
    private static final Pattern OUT_OF_RANGE = Pattern.compile(ADDRESS + "(OL|LO)," + FIELDS);
    private static final Pattern BUSY = Pattern.compile(ADDRESS + "I");
    private static final Pattern REFUSAL = Pattern.compile("(?:@([0-9]{2}))?([?M])");

    @Override
    public Protocol protocol() {
        return Protocol.of("A&D AD-4402 manual p. 80; AD-4404 p. 80; AD-4406 pp. 45-46; AD-4406A p. 45; AD-4407 p. 47;"
                + " AD-4329A p. 43", Proof.PUBLISHED)
                .lines(AndStandard.A_AND_D_LINES)
                .asked(SEND_DISPLAYED)
                .unchecked("the fixed width of the value");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.STABILITY, Tells.MODE, Tells.OVERLOAD);
    }

    @Override
    public int frameBytesMax() {
        return TEXT_BYTES_MAX + Line.END_BYTES_MAX;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        return Line.isPrintable(bytes[from])
                ? Line.crOrCrLf(bytes, from, to, ended, TEXT_BYTES_MAX, AndIndicator::line)
                : Match.noise();
    }

    /** An address left over from a damaged line would else read as that of the next. */
    @Override
    public boolean mayBeginAfter(byte garbage) {
        return garbage == Ascii.CR || garbage == Ascii.LF;
    }

    private static Match<ScaleValue> line(String line, int frameBytes) {
        Matcher weight = WEIGHT.matcher(line);
        if (weight.matches()) {
            return weight(weight, frameBytes);
        }
        Matcher outOfRange = OUT_OF_RANGE.matcher(line);
        if (outOfRange.matches()) {
            Flag flag = outOfRange.group(1).equals("OL") ? Flag.OVERLOAD : Flag.OUT_OF_RANGE;
            return Match.frame(frameBytes, new ScaleValue.ScaleStatus(flag.text(), Set.of(flag)));
        }
        if (BUSY.matcher(line).matches()) {
            return Match.frame(frameBytes, new ScaleValue.ScaleStatus("not-executable", Set.of()));
        }
        Matcher refusal = REFUSAL.matcher(line);
        if (!refusal.matches()) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        String address = refusal.group(1);
        Reply head = address == null ? Reply.empty() : Reply.empty().with("address", address);
        return Match.frame(frameBytes,
                new ScaleValue.ScaleReply(head.with("response", refusal.group(2)).refusedIf(true)));
    }

    private static Match<ScaleValue> weight(Matcher weight, int frameBytes) {
        Truth stable = switch (weight.group(1)) {
            case "ST" -> Truth.YES;
            case "US" -> Truth.NO;
            default -> Truth.UNKNOWN;
        };
        Set<Flag> flags = stable == Truth.UNKNOWN ? Set.of(Flag.HOLD) : Set.of();
        Mode mode = switch (weight.group(2).charAt(0)) {
            case 'G' -> Mode.GROSS;
            case 'N' -> Mode.NET;
            default -> Mode.TARE;
        };
        var value = Numbers.signed(weight.group(3).replace(',', '.'));
        return new Weight(value, weight.group(4).stripLeading(), stable, mode, flags).frame(frameBytes);
    }
}

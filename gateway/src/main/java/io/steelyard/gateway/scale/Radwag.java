package io.steelyard.gateway.scale;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;

/**
 * RADWAG balances and terminals. The host asks with {@code SI}.
 *
 * <pre>
 * characters  content
 * 1..3        the command, filled up with blanks: "S", "SI", "SU", "SUI"
 *             a further blank on some models
 * 4           blank stable, '?' not stable, '^' over, 'v' under the range
 * 5           blank
 * 6           '-' if negative, else blank
 * 7..15       value with its point, right-aligned
 * 16          blank
 * 17..19      unit, left-aligned
 * 20, 21      0D 0A
 *
 * "SI A"  in progress, a reply   "SI I"  not now   "SI E"  no stability in time   "SI ^", "SI v"  out of range
 * "ES"    unknown command, a refusal
 * </pre>
 *
 * Gross or net is not said. Digits that are not verified stand in brackets on verified balances and are refused with
 * their whole frame.
 */
final class Radwag implements ScaleGrammar {

    /** Send the weight now, stable or not, in the basic unit. Changes nothing in the scale. */
    private static final Question SEND_IMMEDIATELY = Question.text("SI\r\n");

    private static final int TEXT_BYTES_MAX = 20;
    private static final String COMMAND = "(?:S  |SI |SU |SUI)";
    private static final Pattern WEIGHT = Pattern.compile(COMMAND + " ?([ ?^v]) ([ -])(.{9}) ((?=.{3}$)[A-Za-z%]+ *)");
    private static final Pattern ANSWER = Pattern.compile("(?:S|SI|SU|SUI) ([AIE^v])");
    private static final String NOT_UNDERSTOOD = "ES";
    private static final int STABILITY = 1;
    private static final int SIGN = 2;
    private static final int VALUE = 3;
    private static final int UNIT = 4;

    @Override
    public Protocol protocol() {
        return Protocol
                .of("RADWAG WLT-L manual p. 80; PUE C/31H p. 58 and WPT p. 69 for 21 characters, R series p. 83 for"
                        + " 22", Proof.COMPUTED)
                .asked(SEND_IMMEDIATELY)
                .unchecked("the fixed lengths");
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
        return bytes[from] == 'S' || bytes[from] == 'E'
                ? Line.crLf(bytes, from, to, TEXT_BYTES_MAX, Radwag::line)
                : Match.noise();
    }

    private static Match<ScaleValue> line(String line, int frameBytes) {
        Matcher weight = WEIGHT.matcher(line);
        if (weight.matches()) {
            return weight(weight, frameBytes);
        }
        Matcher answer = ANSWER.matcher(line);
        if (answer.matches()) {
            return switch (answer.group(1)) {
                case "A" -> reply(frameBytes,
                        Reply.empty().with("command", line.substring(0, line.indexOf(' '))).with("response", "A"));
                case "^" -> status(frameBytes, "overload", Set.of(Flag.OVERLOAD));
                case "v" -> status(frameBytes, "underload", Set.of(Flag.UNDERLOAD));
                default -> status(frameBytes, "not-executable", Set.of());
            };
        }
        return line.strip().equals(NOT_UNDERSTOOD)
                ? reply(frameBytes, Reply.empty().with("response", NOT_UNDERSTOOD).refusedIf(true))
                : Match.rejected(frameBytes, Reason.BAD_FIELD);
    }

    private static Match<ScaleValue> reply(int frameBytes, Reply reply) {
        return Match.frame(frameBytes, new ScaleValue.ScaleReply(reply));
    }

    private static Match<ScaleValue> weight(Matcher weight, int frameBytes) {
        Set<Flag> flags = switch (weight.group(STABILITY)) {
            case "^" -> Set.of(Flag.OVERLOAD);
            case "v" -> Set.of(Flag.UNDERLOAD);
            default -> Set.of();
        };
        Truth stable = switch (weight.group(STABILITY)) {
            case " " -> Truth.YES;
            case "?" -> Truth.NO;
            default -> Truth.UNKNOWN;
        };
        var value = Numbers.padded(weight.group(SIGN).charAt(0), weight.group(VALUE));
        return new Weight(value, weight.group(UNIT).strip(), stable, Mode.UNKNOWN, flags).frame(frameBytes);
    }

    private static Match<ScaleValue> status(int frameBytes, String status, Set<Flag> flags) {
        return Match.frame(frameBytes, new ScaleValue.ScaleStatus(status, flags));
    }
}

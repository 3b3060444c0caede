package io.steelyard.gateway.scale;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
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
 * SMA SCP-0499, the protocol of the (American) Scale Manufacturers Association. The host asks with {@code LF W CR}.
 *
 * <pre>
 * byte      content
 * 1         0A
 * 2         'Z' centre of zero, 'O' over, 'U' under capacity, 'E' zero error, 'I' initial zero error, 'T' tare error,
 *           'e' not displayed (Cardinal), or blank
 * 3         range '1'..
 * 4         'G' gross, 'N' net, 'T' tare; 'g', 'n' the same in high resolution
 * 5         'M' in motion, or blank
 * 6         reserved
 * 7..16     value, right-aligned; dashes beside E, I and T
 * 17..19    unit, left-aligned
 * 20        0D
 *
 * 0A '?' 0D   unknown command        0A '!' 0D   transmission error: refusals
 * 0A name of three characters, ':', up to 25 characters, 0D   an answer to A, B, I, N
 * </pre>
 *
 * Tares and high resolution are readings that may not be captured. A weight that is not displayed is a status: nobody
 * at the scale can see it.
 */
final class Sma implements ScaleGrammar {

    /** Send the displayed weight now. Changes nothing in the scale. */
    private static final Question SEND_DISPLAYED = Question.text("\nW\r");

    private static final int TEXT_BYTES_MAX = 29;
    private static final Pattern WEIGHT = Pattern.compile("([ZOUEITe ])[1-9]([GNTgn])([M ]).(.{10})(.{3})");
    private static final Pattern ANSWER = Pattern.compile("([A-Z][A-Z_ ]{2}):(.{0,25})");

    @Override
    public Protocol protocol() {
        return Protocol.of("Sartorius PR 5220 manual pp. 130-133; PR 5210 pp. 37-39; Cardinal 190 manual p. 124; BTEK"
                + " T419S p. 61", Proof.COMPUTED)
                .asked(SEND_DISPLAYED)
                .unchecked("the fixed length");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.STABILITY, Tells.MODE, Tells.OVERLOAD);
    }

    @Override
    public int frameBytesMax() {
        return 1 + TEXT_BYTES_MAX + 1;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        int text = from + 1;
        int end = text;
        while (end < to && Line.isPrintable(bytes[end])) {
            end++;
        }
        if (bytes[from] != Ascii.LF || end == text && end < to) {
            return Match.noise();
        }
        if (end - text > TEXT_BYTES_MAX) {
            return Match.rejected(TEXT_BYTES_MAX, Reason.BAD_LENGTH);
        }
        if (end == to) {
            return Match.more();
        }
        int frameBytes = end + 1 - from;
        return bytes[end] == Ascii.CR
                ? content(Ascii.text(bytes, text, end), frameBytes)
                : Match.rejected(frameBytes - 1, Reason.BAD_LENGTH);
    }

    private static Match<ScaleValue> content(String text, int frameBytes) {
        Matcher weight = WEIGHT.matcher(text);
        if (weight.matches()) {
            return state(weight, frameBytes);
        }
        if (text.equals("?") || text.equals("!")) {
            return reply(frameBytes, Reply.empty().with("response", text).refusedIf(true));
        }
        Matcher answer = ANSWER.matcher(text);
        return answer.matches()
                ? reply(frameBytes, Reply.empty().with(fieldName(answer.group(1)), answer.group(2)))
                : Match.rejected(frameBytes, Reason.BAD_FIELD);
    }

    private static String fieldName(String name) {
        return name.replace('_', ' ').strip().replace(' ', '-').toLowerCase(Locale.ROOT);
    }

    private static Match<ScaleValue> reply(int frameBytes, Reply reply) {
        return Match.frame(frameBytes, new ScaleValue.ScaleReply(reply));
    }

    private static Match<ScaleValue> state(Matcher weight, int frameBytes) {
        return switch (weight.group(1)) {
            case "E", "I" -> status(frameBytes, "zero-error", Set.of(Flag.ZERO_ERROR));
            case "T" -> status(frameBytes, "tare-error", Set.of());
            case "e" -> status(frameBytes, "not-displayed", Set.of());
            default -> weight(weight, frameBytes);
        };
    }

    private static Match<ScaleValue> weight(Matcher weight, int frameBytes) {
        Mode mode = switch (weight.group(2)) {
            case "G", "g" -> Mode.GROSS;
            case "N", "n" -> Mode.NET;
            default -> Mode.TARE;
        };
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        stateFlag(weight.group(1)).ifPresent(flags::add);
        if (Character.isLowerCase(weight.group(2).charAt(0))) {
            flags.add(Flag.HIGH_RESOLUTION);
        }
        Truth stable = weight.group(3).equals("M") ? Truth.NO : Truth.YES;
        return new Weight(Numbers.padded(weight.group(4)), weight.group(5).stripTrailing(), stable, mode, flags)
                .frame(frameBytes);
    }

    private static Optional<Flag> stateFlag(String state) {
        return switch (state) {
            case "Z" -> Optional.of(Flag.ZERO);
            case "O" -> Optional.of(Flag.OVERLOAD);
            case "U" -> Optional.of(Flag.UNDERLOAD);
            default -> Optional.empty();
        };
    }

    private static Match<ScaleValue> status(int frameBytes, String status, Set<Flag> flags) {
        return Match.frame(frameBytes, new ScaleValue.ScaleStatus(status, flags));
    }
}

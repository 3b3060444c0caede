package io.steelyard.gateway.scale;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
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
 * Toledo 8217, a protocol of checkout scales. The host asks with {@code W}, without an end.
 *
 * <pre>
 * weight   02 WW.WWW 0D     kilograms
 *          02 WW.WW 0D      pounds; some scales put a '0' first
 *          'N' behind the last digit: net
 * status   02 '?' s 0D      in motion, negative or over capacity
 *            s  bit 6 always 1, 5 net, 4 centre of zero, 3 outside the zero capture range, 2 under zero,
 *               1 over capacity, 0 in motion
 * echo     02 'E' 0D        the answer to E; what is then sent comes back until F
 * </pre>
 *
 * Bit 7 of every byte is parity and is not looked at. The scale sends a weight only when it is stable, so a weight is
 * stable. A status that gives no reason to withhold a weight is a reply. The unit follows from the number of decimals: a lost last digit would make pounds of kilograms, and the
 * configured unit then refuses them. The first digit may be a blank.
 */
final class Toledo8217 implements ScaleGrammar {

    /** Send the weight. Changes nothing in the scale. */
    private static final Question SEND_WEIGHT = Question.text("W");

    private static final int FRAME_BYTES_MAX = 9;
    private static final Pattern WEIGHT = Pattern.compile("(0?([ 0-9][0-9]\\.[0-9]{2})|([ 0-9][0-9]\\.[0-9]{3}))(N?)");
    private static final int POUNDS = 2;
    private static final int KILOGRAMS = 3;
    private static final int NET = 4;
    private static final int STATUS_CHARACTERS = 2;

    private static final int MOTION = 1;
    private static final int OVER = 1 << 1;
    private static final int UNDER = 1 << 2;
    private static final int ZERO_OUTSIDE = 1 << 3;
    private static final int ZERO = 1 << 4;
    private static final int ALWAYS_ONE = 1 << 6;

    @Override
    public Protocol protocol() {
        return Protocol
                .of("Mettler-Toledo DIVA service manual pp. 39, 44, 45; Odoo's serial scale driver for the echo and"
                        + " the blank", Proof.COMPUTED)
                .lines(List.of("9600 7E1"))
                .asked(SEND_WEIGHT, Duration.ofMillis(250))
                .unchecked("parity, which the line driver may strip, and in the unit, which a lost digit changes");
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.UNIT, Tells.STABILITY, Tells.MODE, Tells.OVERLOAD);
    }

    @Override
    public int frameBytesMax() {
        return FRAME_BYTES_MAX;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (Ascii.withoutParity(bytes[from]) != Ascii.STX) {
            return Match.noise();
        }
        int end = from + 1;
        while (end < to && Ascii.withoutParity(bytes[end]) >= ' ') {
            end++;
        }
        if (end + 1 - from > FRAME_BYTES_MAX) {
            return Match.rejected(FRAME_BYTES_MAX, Reason.BAD_LENGTH);
        }
        if (end == to) {
            return Match.more();
        }
        return Ascii.withoutParity(bytes[end]) == Ascii.CR
                ? content(Ascii.textWithoutParity(bytes, from + 1, end), end + 1 - from)
                : Match.rejected(end - from, Reason.BAD_LENGTH);
    }

    private static Match<ScaleValue> content(String text, int frameBytes) {
        Matcher weight = WEIGHT.matcher(text);
        if (weight.matches()) {
            String kilograms = weight.group(KILOGRAMS);
            Mode mode = weight.group(NET).isEmpty() ? Mode.GROSS : Mode.NET;
            return kilograms == null
                    ? new Weight(Numbers.padded(weight.group(POUNDS)), "lb", Truth.YES, mode, Set.of())
                            .frame(frameBytes)
                    : new Weight(Numbers.padded(kilograms), "kg", Truth.YES, mode, Set.of()).frame(frameBytes);
        }
        if (text.equals("E")) {
            return Match.frame(frameBytes, new ScaleValue.ScaleReply(Reply.empty().with("command", text)));
        }
        return text.startsWith("?") && text.length() == STATUS_CHARACTERS && (text.charAt(1) & ALWAYS_ONE) != 0
                ? Match.frame(frameBytes, status(text.charAt(1)))
                : Match.rejected(frameBytes, Reason.BAD_FIELD);
    }

    private static ScaleValue status(int status) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Flag.addIf(flags, status & MOTION, Flag.MOTION);
        Flag.addIf(flags, status & OVER, Flag.OVERLOAD);
        Flag.addIf(flags, status & UNDER, Flag.UNDERLOAD);
        Flag.addIf(flags, status & ZERO_OUTSIDE, Flag.ZERO_ERROR);
        Flag.addIf(flags, status & ZERO, Flag.ZERO);
        return ScaleValue.withheld(flags, Reply.empty().with("status", status));
    }

}

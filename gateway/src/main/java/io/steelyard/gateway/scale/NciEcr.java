package io.steelyard.gateway.scale;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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
 * NCI and ECR, the protocol of many checkout scales. The host asks with {@code W CR}.
 *
 * <pre>
 * weight and status   0A value unit 0D 0A 'S' h h … 0D 03
 * status only         0A 'S' h h … 0D 03                     in motion, negative, out of capacity or in zero error
 * unknown command     0A '?' 0D 03
 *
 * value   digits and point, zeros first: six characters, seven in high resolution; never negative in ECR
 * unit    "KG", "LB", "G"; NCI writes it in small letters and leaves the 'S' out
 * h       a status character; bits 5 and 4 always 1, bit 6 "another follows" (from the second on), bit 7 parity
 *   byte  bit 0            bit 1           bit 2         bit 3
 *   1     in motion        at zero         RAM error     EEPROM error
 *   2     under capacity   over capacity   ROM error     faulty calibration
 *   3     range            range           net           initial zero error
 *   4..   not used here
 * </pre>
 *
 * A weight and the status behind it are one frame and one reading. Bit 7 of every byte is parity and is not looked at.
 * Seven characters of value are taken for high resolution and may not be captured, though some NCI displays are as
 * wide. An error bit refuses the frame, weight or not. Without the third byte gross or net is not said. ECR withholds
 * the weight in motion, out of capacity and in zero error; a weight before such a status is two halves of two answers
 * and is refused, so that the status is heard. NCI does send both, and zero error then forbids capture. A status alone
 * that gives no reason to withhold a weight answers another command than W: a reply.
 */
final class NciEcr implements ScaleGrammar {

    /** Send weight and status. Changes nothing in the scale. */
    private static final Question SEND_WEIGHT = Question.text("W\r");

    private static final int FRAME_BYTES_MAX = 32;
    private static final int VALUE_CHARACTERS_MAX = 6;
    private static final Pattern FRAME = Pattern.compile("\n((?<value>-?[0-9]+(\\.[0-9]+)?)(?<unit>[A-Za-z]{1,2})\r\n)?"
            + "(?<ecr>S)?(?<status>[0-?][p-\\x7F]*[0-?])\r\\x03");
    private static final String UNKNOWN_COMMAND = "\n?\r\u0003";

    private static final int MOTION = 1;
    private static final int ZERO = 1 << 1;
    private static final int UNDER = 1;
    private static final int OVER = 1 << 1;
    private static final int ERRORS = 0b1100;
    private static final int NET = 1 << 2;
    private static final int ZERO_ERROR = 1 << 3;

    @Override
    public Protocol protocol() {
        return Protocol
                .of("PSC Magellan 8500 / Mettler-Toledo DIVA service manual pp. 35-37; OHAUS Aviator 7000 service"
                        + " manual pp. 47-49; Avery Weigh-Tronix 7821 p. 25 for the form without 'S'", Proof.COMPUTED)
                .lines(List.of("9600 7E1"))
                .asked(SEND_WEIGHT, Duration.ofMillis(250))
                .unchecked("parity, which the line driver may strip");
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
        if (Ascii.withoutParity(bytes[from]) != Ascii.LF) {
            return Match.noise();
        }
        int end = from + 1;
        while (end < to && isInside(Ascii.withoutParity(bytes[end]))) {
            end++;
        }
        if (end + 1 - from > FRAME_BYTES_MAX) {
            return Match.rejected(FRAME_BYTES_MAX, Reason.BAD_LENGTH);
        }
        if (end == to) {
            return Match.more();
        }
        return Ascii.withoutParity(bytes[end]) == Ascii.ETX
                ? content(Ascii.textWithoutParity(bytes, from, end + 1))
                : Match.rejected(end - from, Reason.BAD_LENGTH);
    }

    private static boolean isInside(byte character) {
        return character >= ' ' || character == Ascii.CR || character == Ascii.LF;
    }

    private static Match<ScaleValue> content(String text) {
        Matcher frame = FRAME.matcher(text);
        if (text.equals(UNKNOWN_COMMAND)) {
            return Match.frame(text.length(),
                    new ScaleValue.ScaleReply(Reply.empty().with("response", "?").refusedIf(true)));
        }
        if (!frame.matches()) {
            return Match.rejected(text.length(), Reason.BAD_FIELD);
        }
        String status = frame.group("status");
        if (((status.charAt(0) | status.charAt(1)) & ERRORS) != 0) {
            return Match.rejected(text.length(), Reason.DEVICE_ERROR);
        }
        Set<Flag> flags = flags(status);
        String value = frame.group("value");
        if (value == null) {
            byte[] bytes = status.getBytes(StandardCharsets.US_ASCII);
            return Match.frame(text.length(),
                    ScaleValue.withheld(flags, Reply.empty().with("status-bytes", bytes, 0, bytes.length)));
        }
        boolean withheld = flags.stream().anyMatch(flag -> flag != Flag.ZERO);
        if (withheld && frame.group("ecr") != null) {
            return Match.rejected(text.length(), Reason.BAD_FIELD);
        }
        if (value.length() > VALUE_CHARACTERS_MAX) {
            flags.add(Flag.HIGH_RESOLUTION);
        }
        Truth stable = flags.contains(Flag.MOTION) ? Truth.NO : Truth.YES;
        String unit = frame.group("unit").toLowerCase(Locale.ROOT);
        return new Weight(Numbers.written(value), unit, stable, mode(status), flags).frame(text.length());
    }

    private static Set<Flag> flags(String status) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Flag.addIf(flags, status.charAt(0) & MOTION, Flag.MOTION);
        Flag.addIf(flags, status.charAt(0) & ZERO, Flag.ZERO);
        Flag.addIf(flags, status.charAt(1) & UNDER, Flag.UNDERLOAD);
        Flag.addIf(flags, status.charAt(1) & OVER, Flag.OVERLOAD);
        Flag.addIf(flags, status.length() > 2 ? status.charAt(2) & ZERO_ERROR : 0, Flag.ZERO_ERROR);
        return flags;
    }

    private static Mode mode(String status) {
        if (status.length() <= 2) {
            return Mode.UNKNOWN;
        }
        return (status.charAt(2) & NET) != 0 ? Mode.NET : Mode.GROSS;
    }
}

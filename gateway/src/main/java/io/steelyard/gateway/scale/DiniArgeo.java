package io.steelyard.gateway.scale;

import java.math.BigDecimal;
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
 * Dini Argeo indicators (3590, DFW, DGT and others). The host asks with {@code READ}, or the indicator was set to send.
 *
 * <pre>
 * [CC] is the indicator's address, two digits, on RS-485 only. SS is "ST" stable, "US" unstable, "OL" overload,
 * "UL" underload, "ER" a remote scale failed, "TL" tilted. Every line ends in 0D 0A, PID perhaps in 0D alone.
 *
 * READ   [CC]SS,KK,PPPPPPPP,UU
 *          KK "GS" gross, "NT" net; P value, 8 characters; U unit "Kg", " g", " t", "lb"
 * REXT   [CC]B,SS,NNNNNNNNNN,YYTTTTTTTTTT,0,0,UU
 *          B scale; N net, 10 characters; Y "PT" if the tare was keyed in, else blanks; T tare, 10 characters;
 *          the two zeros in 10 characters each or in one
 * PID    [CC]PIDSS,B,LLLLLLLLLLUU,YYTTTTTTTTTTUU,XXXXX-YYYYYY
 *          L gross, 10 characters; X-Y the number in the alibi memory, or "NO" if it was not stored (not stable or
 *          negative); PIDD adds date and time behind it
 * VER    [CC]VER,version and model
 * others [CC]OK done, [CC]NO not done, [CC]ERR01 to ERR04 not understood
 * </pre>
 *
 * The alibi number goes with the reading. It comes when {@code PID} was asked for or a key on the indicator stores a
 * weighing; the gateway never asks, since each {@code PID} writes to the memory. Fields have fixed widths, so a comma
 * in a value is its decimal point (the DFW manual prints one). The value beside OL, UL, ER and TL is not read. The
 * address is not looked at: one scale a link. Microvolts and converter points ({@code VL}, {@code RZ}) are refused. A
 * frame begins only where a line ended, or behind the ESC that precedes the answer to a command sent with one.
 *
 * <p>What PIDD appends is from the name of the command; its exact place was not read. OK and NO alone are from memory,
 * unverified.
 */
final class DiniArgeo implements ScaleGrammar {

    /** Send the weight now. Changes nothing in the indicator. */
    private static final Question READ = Question.text("READ\r\n");

    private static final byte ESCAPE = 0x1B;
    private static final int TEXT_BYTES_MAX = 78;
    private static final String ADDRESS = "(?:[0-9]{2})?";
    private static final String STATE = "(?<state>ST|US|OL|UL|ER|TL)";
    private static final String TARE = ",(?<keyed>PT|  ).{10}";
    private static final Pattern STANDARD = Pattern.compile(ADDRESS + STATE + ",(?<mode>GS|NT),(?<value>.{8}),"
            + "(?<unit>.{1,2})");
    private static final Pattern EXTENDED = Pattern.compile(ADDRESS + "[0-9]," + STATE + ",(?<value>.{10})" + TARE
            + ",[ 0]{0,9}0,[ 0]{0,9}0,(?<unit>.{1,2})");
    private static final Pattern ALIBI = Pattern.compile(ADDRESS + "PIDD?" + STATE + ",[0-9],(?<value>.{10})"
            + "(?<unit>.{2})" + TARE + "\\k<unit>,(?<id>[0-9]{5}-[0-9]{6}|NO)(?:[, ][0-9/:. ,-]*)?");
    private static final Pattern ANSWER = Pattern.compile(
            "(?<address>[0-9]{2})?(VER,(?<version>.+)|(?<response>OK|NO|ERR0[1-4]))");
    private static final String DONE = "OK";
    private static final String NOT_STORED = "NO";

    @Override
    public Protocol protocol() {
        return Protocol.of("Dini Argeo 3590 technical manual E-AF03 pp. 65, 69, 81; DFW technical manual p. 43; DGT4X"
                + " manual p. 52; for VER Scaime IPE 50 manual p. 19, for ERR01 to ERR04 Vetek DGT manual p. 47",
                Proof.COMPUTED)
                .asked(READ)
                .unchecked("the fixed widths");
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
                ? Line.crOrCrLf(bytes, from, to, ended, TEXT_BYTES_MAX, DiniArgeo::line)
                : Match.noise();
    }

    /** Digits left over from a damaged line would else read as the address of the next. */
    @Override
    public boolean mayBeginAfter(byte garbage) {
        return garbage == Ascii.CR || garbage == Ascii.LF || garbage == ESCAPE;
    }

    private static Match<ScaleValue> line(String line, int frameBytes) {
        Matcher standard = STANDARD.matcher(line);
        if (standard.matches()) {
            Mode mode = standard.group("mode").equals("GS") ? Mode.GROSS : Mode.NET;
            return weight(standard, mode, Set.of(), frameBytes, Optional.empty());
        }
        Matcher extended = EXTENDED.matcher(line);
        if (extended.matches()) {
            Set<Flag> flags = extended.group("keyed").isBlank() ? Set.of() : Set.of(Flag.NET_PRESET);
            return weight(extended, Mode.NET, flags, frameBytes, Optional.empty());
        }
        Matcher alibi = ALIBI.matcher(line);
        return alibi.matches()
                ? weight(alibi, Mode.GROSS, Set.of(), frameBytes,
                        Optional.of(alibi.group("id")).filter(id -> !id.equals(NOT_STORED)))
                : answer(ANSWER.matcher(line), frameBytes);
    }

    private static Match<ScaleValue> answer(Matcher line, int frameBytes) {
        if (!line.matches()) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        String address = line.group("address");
        String response = line.group("response");
        Reply head = address == null ? Reply.empty() : Reply.empty().with("address", address);
        return Match.frame(frameBytes, new ScaleValue.ScaleReply(response == null
                ? head.with("command", "VER").with("data", line.group("version"))
                : head.with("response", response).refusedIf(!response.equals(DONE))));
    }

    private static Match<ScaleValue> weight(Matcher line, Mode mode, Set<Flag> flags, int frameBytes,
            Optional<String> alibiId) {
        String state = line.group("state");
        return switch (state) {
            case "OL" -> Match.frame(frameBytes, new ScaleValue.ScaleStatus("overload", Set.of(Flag.OVERLOAD)));
            case "UL" -> Match.frame(frameBytes, new ScaleValue.ScaleStatus("underload", Set.of(Flag.UNDERLOAD)));
            case "ER", "TL" -> Match.rejected(frameBytes, Reason.DEVICE_ERROR);
            default -> {
                Optional<BigDecimal> value = Numbers.padded(line.group("value").replace(',', '.'));
                String unit = line.group("unit").strip().toLowerCase(Locale.ROOT);
                Truth stable = state.equals("ST") ? Truth.YES : Truth.NO;
                yield new Weight(value, unit, stable, mode, flags).frame(frameBytes, alibiId.orElse(null));
            }
        };
    }
}

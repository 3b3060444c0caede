package io.steelyard.gateway.scale;

import java.util.Set;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;

/**
 * Yaohua XK3190, command mode: the host asks, the device answers.
 *
 * <pre>
 * request, and the answer to a handshake: 6 bytes
 * 1       02
 * 2       address 'A'..'Z' (1..26)
 * 3       command: 'A' handshake, 'B' gross, 'C' tare, 'D' net; 'E', 'F' price, amount, truck or cargo by model
 * 4, 5    exclusive or of bytes 2, 3 as two upper-case hex characters, high half first
 * 6       03
 *
 * answer to B, C, D: 14 bytes
 * 1..3    as above
 * 4       2B '+' or 2D '-'
 * 5..10   six digits, most significant first
 * 11      '0'..'4', decimals counted from the right
 * 12, 13  exclusive or of bytes 2..11
 * 14      03
 * </pre>
 *
 * Byte 6 tells the two lengths apart: in the long frame it is a digit. There is no unit and no stability. A handshake, a
 * question that an adapter echoes and the answers of other addresses or to other commands are replies. Public code
 * labels two short frames with wrong checks "zero" and "tare"; they are refused here, and nothing but a question is
 * ever sent.
 */
final class YaohuaCommand implements ScaleGrammar {

    private static final int SHORT_BYTES = 6;
    private static final int LONG_BYTES = 14;
    private static final int ADDRESS = 1;
    private static final int COMMAND = 2;
    private static final int SIGN = 3;
    private static final int CHECK_AND_END_BYTES = 3;

    private final char address;

    /** @param address 1 to 26, as set in the indicator */
    YaohuaCommand(int address) {
        this.address = (char) ('A' + address - 1);
    }

    @Override
    public Protocol protocol() {
        return Protocol.of("XK3190-A9+ manual p. 11; XK3190-DS3 manual p. 8", Proof.COMPUTED)
                .lines(YaohuaContinuous.YAOHUA_LINES)
                .asked(gross())
                .checked(8, "exclusive or of bytes 2..11")
                .settings("""
                        address = 1                # as set in the indicator's menu, 1 to 26
                        """);
    }

    private Question gross() {
        return Question.text("\u0002%cB%02X\u0003".formatted(address, address ^ 'B'));
    }

    @Override
    public Set<Tells> tells() {
        return Set.of(Tells.MODE);
    }

    @Override
    public int frameBytesMax() {
        return LONG_BYTES;
    }

    @Override
    public Match<ScaleValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (bytes[from] != Ascii.STX) {
            return Match.noise();
        }
        if (to - from < SHORT_BYTES) {
            return Match.more();
        }
        if (bytes[from + SHORT_BYTES - 1] == Ascii.ETX) {
            return checked(bytes, from, SHORT_BYTES);
        }
        if (to - from < LONG_BYTES) {
            return Match.more();
        }
        return checked(bytes, from, LONG_BYTES);
    }

    private Match<ScaleValue> checked(byte[] bytes, int from, int frameBytes) {
        int check = from + frameBytes - CHECK_AND_END_BYTES;
        if (bytes[from + frameBytes - 1] != Ascii.ETX) {
            return Match.rejected(frameBytes, Reason.BAD_LENGTH);
        }
        if (Ascii.upperHexPair(bytes, check) != Check.xor(bytes, from + ADDRESS, check)) {
            return Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
        }
        if (!isLetter(bytes[from + ADDRESS]) || !isLetter(bytes[from + COMMAND])) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        char command = (char) bytes[from + COMMAND];
        if (frameBytes == SHORT_BYTES) {
            return Match.frame(frameBytes, new ScaleValue.ScaleReply(head(bytes, from)));
        }
        return answer(bytes, from, command);
    }

    private Match<ScaleValue> answer(byte[] bytes, int from, char command) {
        Mode mode = switch (command) {
            case 'B' -> Mode.GROSS;
            case 'C' -> Mode.TARE;
            case 'D' -> Mode.NET;
            default -> Mode.UNKNOWN;
        };
        if (mode == Mode.UNKNOWN || bytes[from + ADDRESS] != address) {
            String data = Ascii.text(bytes, from + SIGN, from + LONG_BYTES - CHECK_AND_END_BYTES);
            return Match.frame(LONG_BYTES, new ScaleValue.ScaleReply(head(bytes, from).with("data", data)));
        }
        return YaohuaContinuous.signed(bytes, from + SIGN)
                .map(value -> Match.<ScaleValue>frame(LONG_BYTES,
                        ScaleValue.reading(value, null, Truth.UNKNOWN, mode, Set.of())))
                .orElseGet(() -> Match.rejected(LONG_BYTES, Reason.BAD_FIELD));
    }

    private static Reply head(byte[] bytes, int from) {
        return Reply.empty().with("address", Ascii.text(bytes, from + ADDRESS, from + COMMAND))
                .with("command", Ascii.text(bytes, from + COMMAND, from + SIGN));
    }

    private static boolean isLetter(byte character) {
        return character >= 'A' && character <= 'Z';
    }
}

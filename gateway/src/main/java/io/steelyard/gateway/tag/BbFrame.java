package io.steelyard.gateway.tag;

import java.util.Optional;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;

/**
 * What {@link UhfR200} and {@link Rcp} share: the same head before checks that differ.
 *
 * <pre>
 * byte    content
 * 1       BB
 * 2       type: 00 command, 01 answer, 02 notice
 * 3       command
 * 4, 5    number of parameter bytes n, high byte first
 * 6..     parameters
 * </pre>
 */
final class BbFrame {

    static final byte END = 0x7E;
    static final int TYPE = 1;
    static final int COMMAND = 2;
    static final int PARAMETERS = 5;

    static final int TYPE_ANSWER = 1;
    static final int TYPE_NOTICE = 2;
    static final int COMMAND_INVENTORY = 0x22;
    static final byte COMMAND_ERROR = (byte) 0xFF;

    static final int PC_BYTES = 2;

    /** The longest notice has 67; longer claims are damage, and believing them would hold up the line. */
    static final int PARAMETER_BYTES_MAX = 128;

    private static final byte START = (byte) 0xBB;
    private static final int LENGTH = 3;
    private static final int PC_WORDS_SHIFT = 11;

    private BbFrame() {}

    /** What the head alone decides; empty when it is good and the number of parameters is known. */
    static Optional<Match<TagValue>> head(byte[] bytes, int from, int to) {
        if (bytes[from] != START) {
            return Optional.of(Match.noise());
        }
        if (to - from > TYPE && (bytes[from + TYPE] < 0 || bytes[from + TYPE] > TYPE_NOTICE)) {
            return Optional.of(Match.noise());
        }
        if (to - from < PARAMETERS) {
            return Optional.of(Match.more());
        }
        return parameterBytes(bytes, from) > PARAMETER_BYTES_MAX
                ? Optional.of(Match.rejected(PARAMETERS, Reason.BAD_LENGTH))
                : Optional.empty();
    }

    static int parameterBytes(byte[] bytes, int from) {
        return Crc16.bigEndian(bytes, from + LENGTH);
    }

    /** Does the PC at {@code pc} say as many words of EPC as lie between it and {@code end}, and are there some? */
    static boolean isTag(byte[] bytes, int pc, int end) {
        int epc = pc + PC_BYTES;
        return end > epc && end - epc == 2 * (Crc16.bigEndian(bytes, pc) >> PC_WORDS_SHIFT);
    }

    /** A good frame that is neither a tag nor "no tag". */
    static Match<TagValue> reply(byte[] bytes, int from, int frameBytes) {
        int parameters = from + PARAMETERS;
        return Match.frame(frameBytes, new TagValue.TagReply(Reply.empty().with("type", bytes[from + TYPE])
                .with("command", bytes[from + COMMAND])
                .with("parameters", bytes, parameters, parameters + parameterBytes(bytes, from))
                .refusedIf(bytes[from + TYPE] == TYPE_ANSWER && bytes[from + COMMAND] == COMMAND_ERROR)));
    }
}

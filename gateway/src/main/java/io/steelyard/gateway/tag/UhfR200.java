package io.steelyard.gateway.tag;

import java.util.HexFormat;

import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Grammar;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reason;

/**
 * R200, M100 and YRM100 UHF modules.
 *
 * <pre>
 * byte    content
 * 1       BB
 * 2       type: 00 command, 01 answer, 02 notice
 * 3       command
 * 4, 5    number of parameter bytes n, high byte first
 * 6..     parameters
 * 6+n     low byte of the sum of bytes 2..5+n
 * 7+n     7E
 *
 * notice 22, a tag: signal strength 1, PC 2, EPC (as many words as PC bits 15..11 say), CRC 2 over PC and EPC
 * answer FF, an error: code 1; 15 is "no tag in the field"
 * </pre>
 *
 * BB and 7E occur inside the parameters too: the frame is found by its length and its sum, never by its end mark. A
 * look-alike protocol puts a CRC behind the 7E; its frames fail here, as they should.
 *
 * <p>Document: electron.id EL-UHF-RMT01 protocol.
 */
final class UhfR200 implements Grammar<TagValue> {

    /** Single poll: {@code BB 00 22 00 00 22 7E}. */
    static final String SINGLE_POLL = "BB00220000227E";

    /** The longest notice is 67 bytes; longer claims are damage, and believing them would hold up the line. */
    private static final int PARAMETER_BYTES_MAX = 128;

    private static final byte START = (byte) 0xBB;
    private static final byte END = 0x7E;
    private static final int TYPE = 1;
    private static final int COMMAND = 2;
    private static final int LENGTH = 3;
    private static final int PARAMETERS = 5;
    private static final int FRAME_AROUND_PARAMETERS_BYTES = 7;

    private static final int TYPE_ANSWER = 1;
    private static final int TYPE_NOTICE = 2;
    private static final int COMMAND_INVENTORY = 0x22;
    private static final byte COMMAND_ERROR = (byte) 0xFF;
    private static final byte ERROR_NO_TAG = 0x15;

    private static final int STRENGTH_BYTES = 1;
    private static final int PC_BYTES = 2;
    private static final int CRC_BYTES = 2;
    private static final int PC_WORDS_SHIFT = 11;

    @Override
    public int frameBytesMax() {
        return FRAME_AROUND_PARAMETERS_BYTES + PARAMETER_BYTES_MAX;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (bytes[from] != START) {
            return Match.noise();
        }
        if (to - from > TYPE && (bytes[from + TYPE] < 0 || bytes[from + TYPE] > TYPE_NOTICE)) {
            return Match.noise();
        }
        if (to - from < PARAMETERS) {
            return Match.more();
        }
        int parameterBytes = Crc16.bigEndian(bytes, from + LENGTH);
        if (parameterBytes > PARAMETER_BYTES_MAX) {
            return Match.rejected(PARAMETERS, Reason.BAD_LENGTH);
        }
        int frameBytes = FRAME_AROUND_PARAMETERS_BYTES + parameterBytes;
        return to - from < frameBytes ? Match.more() : checked(bytes, from, frameBytes);
    }

    private static Match<TagValue> checked(byte[] bytes, int from, int frameBytes) {
        int sum = from + frameBytes - 2;
        if (bytes[sum + 1] != END) {
            return Match.rejected(frameBytes, Reason.BAD_LENGTH);
        }
        if (Check.sum(bytes, from + TYPE, sum) != (bytes[sum] & 0xFF)) {
            return Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
        }
        return content(bytes, from, frameBytes);
    }

    private static Match<TagValue> content(byte[] bytes, int from, int frameBytes) {
        byte type = bytes[from + TYPE];
        byte command = bytes[from + COMMAND];
        if (type == TYPE_NOTICE && command == COMMAND_INVENTORY) {
            return tag(bytes, from, frameBytes);
        }
        if (type == TYPE_ANSWER && command == COMMAND_ERROR) {
            return error(bytes, from, frameBytes);
        }
        return status(frameBytes, type, command);
    }

    private static Match<TagValue> tag(byte[] bytes, int from, int frameBytes) {
        int pc = from + PARAMETERS + STRENGTH_BYTES;
        int epc = pc + PC_BYTES;
        int crc = from + frameBytes - 2 - CRC_BYTES;
        if (crc <= epc || crc - epc != 2 * (Crc16.bigEndian(bytes, pc) >> PC_WORDS_SHIFT)) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        if (Crc16.gen2(bytes, pc, crc) != Crc16.bigEndian(bytes, crc)) {
            return Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
        }
        String code = HexFormat.of().withUpperCase().formatHex(bytes, epc, crc);
        return Match.frame(frameBytes, new TagValue.TagRead(TagValue.EPC, code));
    }

    private static Match<TagValue> error(byte[] bytes, int from, int frameBytes) {
        // an error without a code has its sum in that place, which is then 00
        return bytes[from + PARAMETERS] == ERROR_NO_TAG
                ? Match.frame(frameBytes, new TagValue.TagStatus("no-tag"))
                : Match.rejected(frameBytes, Reason.DEVICE_ERROR);
    }

    private static Match<TagValue> status(int frameBytes, byte type, byte command) {
        String kind = switch (type) {
            case TYPE_ANSWER -> "answer ";
            case TYPE_NOTICE -> "notice ";
            default -> "command ";
        };
        return Match.frame(frameBytes,
                new TagValue.TagStatus(kind + HexFormat.of().withUpperCase().toHexDigits(command)));
    }
}

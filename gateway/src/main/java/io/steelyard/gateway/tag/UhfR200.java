package io.steelyard.gateway.tag;

import java.util.List;
import java.util.Optional;

import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;

/**
 * R200, M100 and YRM100 UHF modules.
 *
 * <pre>
 * byte    content
 * 1..5+n  BB, type, command, length and parameters as in BbFrame
 * 6+n     low byte of the sum of bytes 2..5+n
 * 7+n     7E
 *
 * notice 22, a tag: signal strength 1, PC 2, EPC (as many words as PC bits 15..11 say), CRC 2 over PC and EPC
 * answer FF, an error: code 1; 15 is "no tag in the field", the others are refusals
 * </pre>
 *
 * BB and 7E occur inside the parameters too: the frame is found by its length and its sum, never by its end mark.
 * {@link Rcp} puts a CRC behind the 7E; its frames have a bad check here, as they should.
 */
final class UhfR200 implements TagGrammar {

    /** Single poll. */
    private static final Question SINGLE_POLL = Question.hex("BB 00 22 00 00 22 7E");

    private static final int FRAME_AROUND_PARAMETERS_BYTES = 7;
    private static final byte ERROR_NO_TAG = 0x15;
    private static final int STRENGTH_BYTES = 1;
    private static final int CRC_BYTES = 2;

    @Override
    public Protocol protocol() {
        return Protocol.of("electron.id EL-UHF-RMT01 protocol", Proof.COMPUTED)
                .lines(List.of("115200 8N1"))
                .asked(SINGLE_POLL)
                .checked(8, "sum of bytes 2..5+n; 16 bits of CRC in a tag");
    }

    @Override
    public List<String> schemes() {
        return List.of(TagValue.EPC);
    }

    @Override
    public int frameBytesMax() {
        return FRAME_AROUND_PARAMETERS_BYTES + BbFrame.PARAMETER_BYTES_MAX;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        Optional<Match<TagValue>> head = BbFrame.head(bytes, from, to);
        if (head.isPresent()) {
            return head.get();
        }
        int frameBytes = FRAME_AROUND_PARAMETERS_BYTES + BbFrame.parameterBytes(bytes, from);
        return to - from < frameBytes ? Match.more() : checked(bytes, from, frameBytes);
    }

    private static Match<TagValue> checked(byte[] bytes, int from, int frameBytes) {
        int sum = from + frameBytes - 2;
        if (Check.sum(bytes, from + BbFrame.TYPE, sum) != (bytes[sum] & 0xFF)) {
            return Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
        }
        return bytes[sum + 1] == BbFrame.END
                ? content(bytes, from, frameBytes)
                : Match.rejected(frameBytes, Reason.BAD_LENGTH);
    }

    private static Match<TagValue> content(byte[] bytes, int from, int frameBytes) {
        byte type = bytes[from + BbFrame.TYPE];
        byte command = bytes[from + BbFrame.COMMAND];
        if (type == BbFrame.TYPE_NOTICE && command == BbFrame.COMMAND_INVENTORY) {
            return tag(bytes, from, frameBytes);
        }
        if (type == BbFrame.TYPE_ANSWER && command == BbFrame.COMMAND_ERROR) {
            return error(bytes, from, frameBytes);
        }
        return BbFrame.reply(bytes, from, frameBytes);
    }

    private static Match<TagValue> tag(byte[] bytes, int from, int frameBytes) {
        int pc = from + BbFrame.PARAMETERS + STRENGTH_BYTES;
        int crc = from + frameBytes - 2 - CRC_BYTES;
        if (!BbFrame.isTag(bytes, pc, crc)) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        return Crc16.gen2(bytes, pc, crc) == Crc16.bigEndian(bytes, crc)
                ? Match.frame(frameBytes, Epc.read(bytes, pc + BbFrame.PC_BYTES, crc))
                : Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
    }

    private static Match<TagValue> error(byte[] bytes, int from, int frameBytes) {
        // an error without a code has its sum in that place, which is then 00
        return bytes[from + BbFrame.PARAMETERS] == ERROR_NO_TAG
                ? Match.frame(frameBytes, new TagValue.TagStatus("no-tag"))
                : BbFrame.reply(bytes, from, frameBytes);
    }
}

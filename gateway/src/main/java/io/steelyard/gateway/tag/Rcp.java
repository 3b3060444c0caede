package io.steelyard.gateway.tag;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;

/**
 * UHF modules that speak RCP, the reader control protocol (Phychips PR9200 and its like).
 *
 * <pre>
 * byte      content
 * 1..5+n    BB, type, command, length and parameters as in BbFrame
 * 6+n       7E
 * 7+n, 8+n  CRC-16 (1021, start FFFF) of bytes 2..6+n, the 7E included and the BB not, high byte first
 *
 * answer or notice 22, a tag: PC 2, EPC (as many words as PC bits 15..11 say)
 * answer FF, an error: code 1; 80, or 15 of older modules, is "no tag in the field", the others are refusals
 * </pre>
 *
 * BB and 7E occur inside the parameters too. A frame of {@link UhfR200} has its sum where the 7E belongs and a 7E
 * behind it; that is the other dialect's check, so it is a bad check here. A lone one whose sum happens to be 7E is
 * told by the silence behind it.
 *
 * <p>The polynomial fits the captures in the public repository rafaneri/phychips-rcp; error 80 is in two public
 * lists of PR9200 codes, 15 is from memory.
 */
final class Rcp implements TagGrammar {

    /** Read a tag once. */
    private static final Question READ_ONCE = Question.hex("BB 00 22 00 00 7E 54 73");

    private static final int R200_AROUND_PARAMETERS_BYTES = 7;
    private static final int FRAME_AROUND_PARAMETERS_BYTES = 8;
    private static final int END_MARK_BYTES = 1;
    private static final int CRC_BYTES = 2;
    private static final Set<Byte> ERRORS_NO_TAG = Set.of((byte) 0x80, (byte) 0x15);

    @Override
    public Protocol protocol() {
        return Protocol
                .of("SC UHF reader RCP text, biz.doczj.com/doc/369550976 (frame and what the CRC covers)",
                        Proof.CAPTURED)
                .lines(List.of("115200 8N1"))
                .asked(READ_ONCE)
                .checked(16, "CRC of bytes 2..6+n");
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
        int parameterBytes = BbFrame.parameterBytes(bytes, from);
        int r200Bytes = R200_AROUND_PARAMETERS_BYTES + parameterBytes;
        if (to - from < r200Bytes) {
            return Match.more();
        }
        boolean endsAsR200 = bytes[from + r200Bytes - 1] == BbFrame.END;
        if (bytes[from + BbFrame.PARAMETERS + parameterBytes] != BbFrame.END) {
            return Match.rejected(r200Bytes, endsAsR200 ? Reason.BAD_CHECKSUM : Reason.BAD_LENGTH);
        }
        if (to - from == r200Bytes) {
            return ended && endsAsR200 ? Match.rejected(r200Bytes, Reason.BAD_CHECKSUM) : Match.more();
        }
        return checked(bytes, from, FRAME_AROUND_PARAMETERS_BYTES + parameterBytes);
    }

    private static Match<TagValue> checked(byte[] bytes, int from, int frameBytes) {
        int crc = from + frameBytes - CRC_BYTES;
        return Crc16.rcp(bytes, from + BbFrame.TYPE, crc) == Crc16.bigEndian(bytes, crc)
                ? content(bytes, from, frameBytes)
                : Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
    }

    private static Match<TagValue> content(byte[] bytes, int from, int frameBytes) {
        byte type = bytes[from + BbFrame.TYPE];
        byte command = bytes[from + BbFrame.COMMAND];
        int parameters = from + BbFrame.PARAMETERS;
        int end = from + frameBytes - CRC_BYTES - END_MARK_BYTES;
        if (type == BbFrame.TYPE_ANSWER && command == BbFrame.COMMAND_ERROR) {
            // an error without a code has its 7E in that place
            return ERRORS_NO_TAG.contains(bytes[parameters])
                    ? Match.frame(frameBytes, new TagValue.TagStatus("no-tag"))
                    : BbFrame.reply(bytes, from, frameBytes);
        }
        boolean reports = type == BbFrame.TYPE_ANSWER || type == BbFrame.TYPE_NOTICE;
        if (!reports || command != BbFrame.COMMAND_INVENTORY) {
            return BbFrame.reply(bytes, from, frameBytes);
        }
        return BbFrame.isTag(bytes, parameters, end)
                ? Match.frame(frameBytes, Epc.read(bytes, parameters + BbFrame.PC_BYTES, end))
                : Match.rejected(frameBytes, Reason.BAD_FIELD);
    }
}

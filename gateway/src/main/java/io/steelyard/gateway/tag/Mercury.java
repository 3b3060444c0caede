package io.steelyard.gateway.tag;

import java.time.Duration;
import java.util.List;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;

/**
 * ThingMagic and JADAK Mercury modules for UHF tags.
 *
 * <pre>
 * question            answer
 * 1      FF           1      FF
 * 2      length n     2      length n of the data
 * 3      opcode       3      opcode
 *                     4, 5   status, 0000 is good, 0400 is "no tag in the field", others are refusals
 * 4..    data         6..    data
 * last 2 CRC          last 2 CRC, over everything behind FF, high byte first
 * </pre>
 *
 * The answer to 21, read one tag, has nothing in its data but the EPC and two bytes of the tag's own CRC. Of the other
 * ways to read, what the data holds depends on flags that the question set; they are not asked and stay replies. A module that
 * must be booted or told its region first refuses, which shows. Question and answer differ only in where the CRC fits.
 */
final class Mercury implements TagGrammar {

    /** Read one tag, and search 100 ms for it. */
    private static final Question READ_ONE = Question.hex("FF 02 21 00 64 D6 85");
    private static final Duration READ_EVERY = Duration.ofMillis(250);

    private static final byte START = (byte) 0xFF;
    private static final int LENGTH = 1;
    private static final int OPCODE = 2;
    private static final int STATUS = 3;
    private static final int ANSWER_DATA = 5;
    private static final byte OPCODE_READ_ONE = 0x21;
    private static final int STATUS_NO_TAG = 0x0400;
    private static final int TAG_CRC_BYTES = 2;
    /** An EPC is whole words. */
    private static final int WORD_BYTES = 2;
    private static final int CRC_BYTES = 2;
    private static final int QUESTION_AROUND_DATA_BYTES = 5;
    private static final int ANSWER_AROUND_DATA_BYTES = 7;
    private static final int DATA_BYTES_MAX = 250;

    @Override
    public Protocol protocol() {
        return Protocol.of("Mercury notes and the m5e_rfid log in public repositories; status 0400 in the Mercury API's"
                + " tm_reader error codes", Proof.COMPUTED)
                .lines(List.of("115200 8N1"))
                .asked(READ_ONE, READ_EVERY)
                .checked(16, "CRC of all behind FF");
    }

    @Override
    public List<String> schemes() {
        return List.of(TagValue.EPC);
    }

    @Override
    public int frameBytesMax() {
        return ANSWER_AROUND_DATA_BYTES + DATA_BYTES_MAX;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        if (bytes[from] != START || to - from > LENGTH && (bytes[from + LENGTH] & 0xFF) > DATA_BYTES_MAX) {
            return Match.noise();
        }
        if (to - from <= LENGTH) {
            return Match.more();
        }
        int dataBytes = bytes[from + LENGTH] & 0xFF;
        int questionBytes = QUESTION_AROUND_DATA_BYTES + dataBytes;
        int answerBytes = ANSWER_AROUND_DATA_BYTES + dataBytes;
        if (to - from < questionBytes) {
            return Match.more();
        }
        if (crcFits(bytes, from, questionBytes)) {
            return reply(questionBytes, Reply.empty().with("opcode", bytes[from + OPCODE])
                    .with("data", bytes, from + STATUS, from + STATUS + dataBytes));
        }
        if (to - from < answerBytes) {
            return ended ? Match.rejected(questionBytes, Reason.BAD_CHECKSUM) : Match.more();
        }
        return answer(bytes, from, answerBytes);
    }

    private static Match<TagValue> answer(byte[] bytes, int from, int frameBytes) {
        if (!crcFits(bytes, from, frameBytes)) {
            return Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
        }
        int status = Crc16.bigEndian(bytes, from + STATUS);
        if (status == 0 && bytes[from + OPCODE] == OPCODE_READ_ONE) {
            return tag(bytes, from + ANSWER_DATA, from + frameBytes - CRC_BYTES - TAG_CRC_BYTES, frameBytes);
        }
        return status == STATUS_NO_TAG
                ? Match.frame(frameBytes, new TagValue.TagStatus("no-tag"))
                : reply(frameBytes, Reply.empty().with("opcode", bytes[from + OPCODE])
                        .with("status", bytes, from + STATUS, from + ANSWER_DATA)
                        .with("data", bytes, from + ANSWER_DATA, from + frameBytes - CRC_BYTES)
                        .refusedIf(status != 0));
    }

    private static Match<TagValue> tag(byte[] bytes, int epc, int end, int frameBytes) {
        return end > epc && (end - epc) % WORD_BYTES == 0
                ? Match.frame(frameBytes, Epc.read(bytes, epc, end))
                : Match.rejected(frameBytes, Reason.BAD_FIELD);
    }

    private static boolean crcFits(byte[] bytes, int from, int frameBytes) {
        int crc = from + frameBytes - CRC_BYTES;
        return Crc16.mercury(bytes, from + LENGTH, crc) == Crc16.bigEndian(bytes, crc);
    }

    private static Match<TagValue> reply(int frameBytes, Reply reply) {
        return Match.frame(frameBytes, new TagValue.TagReply(reply));
    }
}

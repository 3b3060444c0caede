package io.steelyard.gateway.tag;

import java.util.List;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;

/**
 * UHFReader18 and Chafon-style desktop readers.
 *
 * <pre>
 * byte        content
 * 1           length L of everything behind this byte
 * 2           address
 * 3           command
 * 4..         a question's data, if any; an answer's status and data
 * L, L+1      CRC-16 (8408 reflected, start FFFF) of all before, low byte first
 *
 * L = 4       a question without data
 * answer 01   inventory: status FB no tag; status 01..04 and the tags:
 *               older readers  number of tags; for each the EPC's length in bytes, the EPC
 *               newer readers  antenna, number of tags; for each the EPC's length, the EPC, signal strength
 * answer      otherwise: status 00 good, else a refusal
 * </pre>
 *
 * There is no start mark: only length and CRC find the frame. An EPC is whole words, so its length is even; with that
 * the two layouts never both fit one tag. With several tags in one answer nobody can say which bag is meant, so that is
 * a status, not a code.
 *
 * <p>The older layout of the tags was not in a document read.
 */
final class UhfReader18 implements TagGrammar {

    /** Inventory. */
    private static final Question INVENTORY = Question.hex("04 00 01 DB 4B");

    private static final int LENGTH_MIN = 4;
    /** One EPC of 62 bytes needs 69; a few short ones in one answer fit too. */
    private static final int LENGTH_MAX = 128;

    private static final int ADDRESS = 1;
    private static final int COMMAND = 2;
    private static final int STATUS = 3;
    private static final int DATA = 4;
    private static final int ANTENNA_BYTES = 1;
    private static final int STRENGTH_BYTES = 1;
    private static final int CRC_BYTES = 2;

    private static final int COMMAND_INVENTORY = 1;
    private static final int STATUS_TAGS_MIN = 1;
    private static final int STATUS_TAGS_MAX = 4;
    private static final byte STATUS_NO_TAG = (byte) 0xFB;

    @Override
    public Protocol protocol() {
        return Protocol.of("notes and captures in the public repositories IDT85/IQRFID-5102 and, for the newer layout,"
                + " Timereversal/rfidtime; FEIG LRU3000 p. 20 for the CRC", Proof.CAPTURED)
                .lines(List.of("57600 8N1"))
                .asked(INVENTORY)
                .checked(16, "CRC of all before");
    }

    @Override
    public List<String> schemes() {
        return List.of(TagValue.EPC);
    }

    @Override
    public int frameBytesMax() {
        return 1 + LENGTH_MAX;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        int length = bytes[from] & 0xFF;
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            return Match.noise();
        }
        int frameBytes = 1 + length;
        if (to - from < frameBytes) {
            return Match.more();
        }
        int crc = from + frameBytes - CRC_BYTES;
        if (Crc16.reflected(bytes, from, crc) != Crc16.littleEndian(bytes, crc)) {
            return Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
        }
        return length == LENGTH_MIN
                ? reply(frameBytes, head(bytes, from))
                : answer(bytes, from, crc, frameBytes);
    }

    private static Match<TagValue> answer(byte[] bytes, int from, int crc, int frameBytes) {
        byte command = bytes[from + COMMAND];
        byte status = bytes[from + STATUS];
        if (command == COMMAND_INVENTORY && status == STATUS_NO_TAG) {
            return Match.frame(frameBytes, new TagValue.TagStatus("no-tag"));
        }
        if (command == COMMAND_INVENTORY && status >= STATUS_TAGS_MIN && status <= STATUS_TAGS_MAX) {
            return tags(bytes, from, crc, frameBytes);
        }
        return reply(frameBytes, head(bytes, from).with("status", status).with("data", bytes, from + DATA, crc)
                .refusedIf(status != 0));
    }

    private static Match<TagValue> tags(byte[] bytes, int from, int end, int frameBytes) {
        int number = from + DATA;
        int trailingBytes = 0;
        if (!fits(bytes, number, end, trailingBytes)) {
            number += ANTENNA_BYTES;
            trailingBytes = STRENGTH_BYTES;
        }
        if (!fits(bytes, number, end, trailingBytes)) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        if (bytes[number] != 1) {
            return Match.frame(frameBytes, new TagValue.TagStatus("several-tags"));
        }
        return Match.frame(frameBytes, Epc.read(bytes, number + 2, end - trailingBytes));
    }

    /** Do as many tags as the byte at {@code number} says end exactly at {@code end}? */
    private static boolean fits(byte[] bytes, int number, int end, int trailingBytes) {
        int at = number + 1;
        int tagsLeft = number < end ? bytes[number] & 0xFF : 0;
        boolean some = tagsLeft > 0;
        while (tagsLeft > 0 && at < end) {
            int epcBytes = bytes[at] & 0xFF;
            if (epcBytes == 0 || epcBytes % 2 != 0) {
                return false;
            }
            at += 1 + epcBytes + trailingBytes;
            tagsLeft--;
        }
        return some && tagsLeft == 0 && at == end;
    }

    private static Reply head(byte[] bytes, int from) {
        return Reply.empty().with("adr", bytes[from + ADDRESS]).with("cmd", bytes[from + COMMAND]);
    }

    private static Match<TagValue> reply(int frameBytes, Reply reply) {
        return Match.frame(frameBytes, new TagValue.TagReply(reply));
    }
}

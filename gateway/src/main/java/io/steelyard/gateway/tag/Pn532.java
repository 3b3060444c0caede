package io.steelyard.gateway.tag;

import java.util.HexFormat;
import java.util.List;

import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Question;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Reply;

/**
 * PN532 modules on a serial line (RDM8800 among them), for 13.56 MHz cards.
 *
 * <pre>
 * byte     content
 * 1..3     00 00 FF
 * 4        length n of bytes 6..5+n
 * 5        makes bytes 4 and 5 sum to 00
 * 6        D4 from the host, D5 from the module, 7F an error of the module: a refusal
 * 7..5+n   command and data; an answer's command is the question's plus one
 * 6+n      makes bytes 6..6+n sum to 00
 * 7+n      00
 *
 * 00 00 FF 00 FF 00   the question was understood;  00 00 FF FF 00 00   it was not
 *
 * answer 03, firmware: IC 1, version 1, revision 1, support 1
 * answer 4B, cards: number; for the first its number 1, ATQA 2, SAK 1, length of the UID 1, UID,
 *                   and of some cards the ATS, which begins with its length
 * </pre>
 *
 * A frame that lost its last 00 takes the first 00 of the next one, which is then lost; the one after that is read.
 *
 * <p>With several cards nobody can say which is meant, so that is a status. So is a UID of four bytes that begins with
 * 08: such a card, a phone for one, makes up a new one each time. The wake-up {@code 55 55 00 …} is noise.
 *
 * <p>A module sleeps from power-up and hears nothing until it is woken and its SAM set to normal. Nobody tells us of its
 * power-ups, so each question does both first; to a module that is awake they change nothing.
 */
final class Pn532 implements TagGrammar {

    /** Wakes; SAM normal, as after power-up; zeros for the time that takes; list one card at 106 kbit/s. */
    private static final Question LIST_CARD = Question.hex("55 55 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
            + " 00 00 FF 03 FD D4 14 01 17 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF 04 FC D4 4A 01 00 E1 00");

    private static final byte[] START = {0, 0, (byte) 0xFF};
    private static final int LENGTH = 3;
    private static final int LENGTH_CHECK = 4;
    private static final int HEAD_BYTES = 5;
    private static final int DIRECTION = 5;
    private static final int COMMAND = 6;
    private static final int DATA = 7;
    private static final int FRAME_AROUND_CONTENT_BYTES = 7;
    private static final int CONTENT_BYTES_MAX = 255;

    private static final int SHORT_FRAME_BYTES = 6;
    private static final int ACKNOWLEDGED = 0x00FF;
    private static final int NOT_ACKNOWLEDGED = 0xFF00;

    private static final byte FROM_HOST = (byte) 0xD4;
    private static final byte FROM_MODULE = (byte) 0xD5;
    private static final byte ERROR = 0x7F;
    private static final byte ANSWER_FIRMWARE = 0x03;
    private static final int FIRMWARE_CONTENT_BYTES = 6;
    private static final byte ANSWER_CARDS = 0x4B;

    private static final int CARD_UID_LENGTH = 5;
    private static final int CARD_UID = 6;
    private static final int UID_SINGLE_BYTES = 4;
    private static final int UID_DOUBLE_BYTES = 7;
    private static final int UID_TRIPLE_BYTES = 10;
    private static final byte UID_RANDOM = 0x08;

    @Override
    public Protocol protocol() {
        return Protocol
                .of("PN532 notes and unit tests in public repositories; NXP UM0701-02 for errors; NXP AN10927 for"
                        + " 08", Proof.COMPUTED)
                .lines(List.of("115200 8N1"))
                .asked(LIST_CARD)
                .checked(8, "sum of bytes 6..; another of the length");
    }

    @Override
    public List<String> schemes() {
        return List.of(TagValue.ISO14443A);
    }

    @Override
    public int frameBytesMax() {
        return FRAME_AROUND_CONTENT_BYTES + CONTENT_BYTES_MAX;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        for (int at = 0; at < START.length && from + at < to; at++) {
            if (bytes[from + at] != START[at]) {
                return Match.noise();
            }
        }
        if (to - from < SHORT_FRAME_BYTES) {
            return Match.more();
        }
        return switch (Crc16.bigEndian(bytes, from + LENGTH)) {
            case ACKNOWLEDGED -> shortFrame(bytes, from, Reply.empty().with("frame", "ack"));
            case NOT_ACKNOWLEDGED -> shortFrame(bytes, from, Reply.empty().with("frame", "nack").refusedIf(true));
            default -> longFrame(bytes, from, to);
        };
    }

    private static Match<TagValue> shortFrame(byte[] bytes, int from, Reply reply) {
        return bytes[from + SHORT_FRAME_BYTES - 1] == 0
                ? Match.frame(SHORT_FRAME_BYTES, new TagValue.TagReply(reply))
                : Match.rejected(SHORT_FRAME_BYTES, Reason.BAD_LENGTH);
    }

    private static Match<TagValue> longFrame(byte[] bytes, int from, int to) {
        int contentBytes = bytes[from + LENGTH] & 0xFF;
        if (Check.sum(bytes, from + LENGTH, from + LENGTH_CHECK + 1) != 0) {
            return Match.rejected(HEAD_BYTES, Reason.BAD_CHECKSUM);
        }
        if (contentBytes == 0) {
            return Match.rejected(HEAD_BYTES, Reason.BAD_LENGTH);
        }
        int frameBytes = FRAME_AROUND_CONTENT_BYTES + contentBytes;
        if (to - from < frameBytes) {
            return Match.more();
        }
        int last = from + frameBytes - 1;
        if (bytes[last] != 0) {
            return Match.rejected(frameBytes, Reason.BAD_LENGTH);
        }
        return Check.sum(bytes, from + DIRECTION, last) == 0
                ? content(bytes, from, contentBytes, frameBytes)
                : Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
    }

    private static Match<TagValue> content(byte[] bytes, int from, int contentBytes, int frameBytes) {
        byte direction = bytes[from + DIRECTION];
        if (direction == ERROR) {
            return Match.frame(frameBytes,
                    new TagValue.TagReply(Reply.empty().with("frame", "error").refusedIf(true)));
        }
        if (contentBytes == 1 || direction != FROM_HOST && direction != FROM_MODULE) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        byte command = bytes[from + COMMAND];
        if (direction == FROM_MODULE && command == ANSWER_CARDS) {
            return cards(bytes, from + DATA, from + DIRECTION + contentBytes, frameBytes);
        }
        return Match.frame(frameBytes, new TagValue.TagReply(reply(bytes, from, contentBytes)));
    }

    private static Reply reply(byte[] bytes, int from, int contentBytes) {
        Reply head = Reply.empty().with("tfi", bytes[from + DIRECTION]).with("command", bytes[from + COMMAND]);
        int data = from + DATA;
        boolean firmware = bytes[from + DIRECTION] == FROM_MODULE && bytes[from + COMMAND] == ANSWER_FIRMWARE
                && contentBytes == FIRMWARE_CONTENT_BYTES;
        return firmware
                ? head.with("ic", bytes[data]).with("ver", bytes[data + 1]).with("rev", bytes[data + 2])
                        .with("support", bytes[data + 3])
                : head.with("data", bytes, data, from + DIRECTION + contentBytes);
    }

    private static Match<TagValue> cards(byte[] bytes, int number, int end, int frameBytes) {
        int cards = number < end ? bytes[number] & 0xFF : 1;
        if (cards == 0) {
            return status("no-tag", frameBytes);
        }
        return cards == 1 ? card(bytes, number, end, frameBytes) : status("several-tags", frameBytes);
    }

    private static Match<TagValue> card(byte[] bytes, int number, int end, int frameBytes) {
        int uid = number + CARD_UID;
        int uidBytes = uid < end ? bytes[number + CARD_UID_LENGTH] : 0;
        if (!isUidLength(uidBytes) || !isAts(bytes, uid + uidBytes, end)) {
            return Match.rejected(frameBytes, Reason.BAD_FIELD);
        }
        if (uidBytes == UID_SINGLE_BYTES && bytes[uid] == UID_RANDOM) {
            return status("random-uid", frameBytes);
        }
        String code = HexFormat.of().withUpperCase().formatHex(bytes, uid, uid + uidBytes);
        return Match.frame(frameBytes, new TagValue.TagRead(TagValue.ISO14443A, code));
    }

    private static boolean isUidLength(int bytes) {
        return bytes == UID_SINGLE_BYTES || bytes == UID_DOUBLE_BYTES || bytes == UID_TRIPLE_BYTES;
    }

    /** Nothing at all, or as many bytes as the first of them says. */
    private static boolean isAts(byte[] bytes, int ats, int end) {
        return ats == end || ats < end && (bytes[ats] & 0xFF) == end - ats;
    }

    private static Match<TagValue> status(String status, int frameBytes) {
        return Match.frame(frameBytes, new TagValue.TagStatus(status));
    }
}

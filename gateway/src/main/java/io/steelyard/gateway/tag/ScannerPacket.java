package io.steelyard.gateway.tag;

import java.util.Optional;

import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reply;

/**
 * What a scanner answers to a command of its SSI-like set. Never a code: texts come as lines.
 *
 * <pre>
 * byte       content
 * 1          n, the bytes before the check: 4, or 5 with a cause
 * 2          opcode; D0 is "understood", D1 is "refused"
 * 3          message source: 04 the host, 00 the scanner
 * 4          status: 00, or 08 to keep a setting over a power cut
 * 5          cause, if n is 5
 * n+1, n+2   makes the 16-bit sum of all bytes, the check as one word, 0000
 * </pre>
 *
 * 4 and 5 are control characters, so no text begins like this.
 *
 * <p>Document: GROW GM72 manual p. 27.
 */
final class ScannerPacket {

    private static final int BYTES_BEFORE_CHECK_MIN = 4;
    private static final int BYTES_BEFORE_CHECK_MAX = 5;
    private static final int CHECK_BYTES = 2;
    private static final int OPCODE = 1;
    private static final int SOURCE = 2;
    private static final int STATUS = 3;
    private static final int CAUSE = 4;
    private static final byte REFUSED = (byte) 0xD1;
    private static final int WORD = 0xFFFF;

    private ScannerPacket() {}

    /** A packet, or {@link Match.More} while it may be one; empty when the bytes are to be read as a line. */
    static Optional<Match<TagValue>> match(byte[] bytes, int from, int to, boolean ended) {
        int beforeCheck = bytes[from];
        if (beforeCheck < BYTES_BEFORE_CHECK_MIN || beforeCheck > BYTES_BEFORE_CHECK_MAX) {
            return Optional.empty();
        }
        int packetBytes = beforeCheck + CHECK_BYTES;
        if (to - from < packetBytes) {
            return ended ? Optional.empty() : Optional.of(Match.more());
        }
        int sum = Crc16.bigEndian(bytes, from + beforeCheck);
        for (int at = from; at < from + beforeCheck; at++) {
            sum += bytes[at] & 0xFF;
        }
        return (sum & WORD) == 0 ? Optional.of(reply(bytes, from, packetBytes)) : Optional.empty();
    }

    private static Match<TagValue> reply(byte[] bytes, int from, int packetBytes) {
        Reply reply = Reply.empty().with("opcode", bytes[from + OPCODE])
                .with("message-source", bytes[from + SOURCE]).with("status", bytes[from + STATUS])
                .refusedIf(bytes[from + OPCODE] == REFUSED);
        boolean cause = bytes[from] == BYTES_BEFORE_CHECK_MAX;
        return Match.frame(packetBytes,
                new TagValue.TagReply(cause ? reply.with("cause", bytes[from + CAUSE]) : reply));
    }
}

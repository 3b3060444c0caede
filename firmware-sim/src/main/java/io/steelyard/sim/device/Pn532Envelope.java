package io.steelyard.sim.device;

import java.util.Arrays;

/**
 * What a PN532's commands and answers are wrapped in: see {@link Pn532Reader}. The first 00 is a preamble of any length,
 * the last a postamble that nobody needs.
 */
final class Pn532Envelope implements Commands.Envelope {
    private static final byte START = (byte) 0xFF;
    private static final int LENGTH_AT = 2;
    private static final int CONTENT_AT = 4;
    /** LEN and LCS of an ACK, which has neither content nor check. */
    private static final byte ACK_LENGTH = 0x00;
    private static final byte NAK_LENGTH = (byte) 0xFF;
    private static final byte[] NO_CONTENT = {};

    static byte[] frame(byte[] content) {
        byte[] frame = new byte[1 + CONTENT_AT + content.length + 2];
        frame[LENGTH_AT] = START;
        frame[LENGTH_AT + 1] = (byte) content.length;
        frame[LENGTH_AT + 2] = (byte) -content.length;
        System.arraycopy(content, 0, frame, 1 + CONTENT_AT, content.length);
        frame[frame.length - 2] = (byte) -sum(content);
        return frame;
    }

    /** TFI and data; of an ACK or NAK nothing. */
    static byte[] content(byte[] command) {
        return isAck(command) ? NO_CONTENT : Arrays.copyOfRange(command, CONTENT_AT, command.length - 1);
    }

    @Override
    public int length(byte[] begun) {
        if (begun[0] != 0x00 || begun.length > 1 && begun[1] != START) {
            return Commands.NO_COMMAND;
        }
        if (begun.length < CONTENT_AT) {
            return Commands.LENGTH_UNKNOWN;
        }
        if (isAck(begun)) {
            return CONTENT_AT;
        }
        return (byte) (begun[LENGTH_AT] + begun[LENGTH_AT + 1]) == 0
                ? CONTENT_AT + (begun[LENGTH_AT] & 0xFF) + 1
                : Commands.NO_COMMAND;
    }

    @Override
    public boolean sound(byte[] command) {
        return isAck(command) || sum(Arrays.copyOfRange(command, CONTENT_AT, command.length)) == 0;
    }

    private static boolean isAck(byte[] begun) {
        return begun[LENGTH_AT] == ACK_LENGTH && begun[LENGTH_AT + 1] == NAK_LENGTH
                || begun[LENGTH_AT] == NAK_LENGTH && begun[LENGTH_AT + 1] == ACK_LENGTH;
    }

    private static byte sum(byte[] bytes) {
        byte sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        return sum;
    }
}

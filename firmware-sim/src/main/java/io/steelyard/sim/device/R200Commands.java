package io.steelyard.sim.device;

import java.util.Arrays;

/** Finds the host's commands in what an R200 module hears. A small accumulator, owned by its reader. */
final class R200Commands {
    private static final byte[] NONE = {};
    private static final byte HEAD = (byte) 0xBB;
    private static final byte END = 0x7E;
    private static final int HEADER_BYTES = 5;
    private static final int TRAILER_BYTES = 2;
    private static final int COMMAND_BYTES_MAX = 64;

    private final byte[] heard = new byte[COMMAND_BYTES_MAX];
    private int length;

    /** The command that this byte completes (type, command, parameters), or nothing. */
    byte[] hear(byte b) {
        if (length == 0 && b != HEAD) {
            return NONE;
        }
        heard[length++] = b;
        if (length < HEADER_BYTES || length < frameBytes() && frameBytes() <= COMMAND_BYTES_MAX) {
            return NONE;
        }
        byte[] command = frameBytes() == length && wellFormed() ? content() : NONE;
        length = 0;
        return command;
    }

    /** Low byte of the sum, as frames carry it. */
    static byte sum(byte[] bytes) {
        int sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        return (byte) sum;
    }

    private int frameBytes() {
        return HEADER_BYTES + ((heard[3] & 0xFF) << 8 | heard[4] & 0xFF) + TRAILER_BYTES;
    }

    private boolean wellFormed() {
        byte[] summed = Arrays.copyOfRange(heard, 1, length - TRAILER_BYTES);
        return heard[length - 1] == END && heard[length - TRAILER_BYTES] == sum(summed);
    }

    private byte[] content() {
        byte[] content = new byte[length - HEADER_BYTES - TRAILER_BYTES + 2];
        content[0] = heard[1];
        content[1] = heard[2];
        System.arraycopy(heard, HEADER_BYTES, content, 2, content.length - 2);
        return content;
    }
}

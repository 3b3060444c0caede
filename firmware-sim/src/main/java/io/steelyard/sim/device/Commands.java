package io.steelyard.sim.device;

import java.util.Arrays;

/**
 * Finds the host's commands in what a reader hears, whatever their envelope: noise before a command is passed over, a
 * command with a wrong check is dropped unanswered, half a command is forgotten after a pause. A small accumulator, owned
 * by its reader.
 */
final class Commands {
    /** Far longer than the bytes of one command are apart, also over a pseudo-terminal on a busy machine. */
    static final long FORGET_NANOS = 100_000_000L;

    /** Too little was heard to tell how long the command is. */
    static final int LENGTH_UNKNOWN = 0;
    /** No command begins so. */
    static final int NO_COMMAND = -1;

    private static final byte[] NONE = {};

    private final Envelope envelope;
    private byte[] begun = NONE;
    private long lastNanos;

    Commands(Envelope envelope) {
        this.envelope = envelope;
    }

    /** What a reader's commands are wrapped in. */
    interface Envelope {
        /** How many bytes the command has that begins so, or one of the two constants. */
        int length(byte[] begun);

        /** Whether a command of that length may be believed. */
        boolean sound(byte[] command);
    }

    /** The whole command that this byte completes, its envelope still on; or nothing. */
    byte[] hear(long nowNanos, byte b) {
        if (nowNanos - lastNanos > FORGET_NANOS) {
            begun = NONE;
        }
        lastNanos = nowNanos;
        begun = Arrays.copyOf(begun, begun.length + 1);
        begun[begun.length - 1] = b;
        while (begun.length > 0 && envelope.length(begun) == NO_COMMAND) {
            begun = Arrays.copyOfRange(begun, 1, begun.length);
        }
        if (begun.length == 0 || envelope.length(begun) != begun.length) {
            return NONE;
        }
        byte[] command = begun;
        begun = NONE;
        return envelope.sound(command) ? command : NONE;
    }
}

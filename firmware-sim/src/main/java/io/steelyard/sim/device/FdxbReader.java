package io.steelyard.sim.device;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A reader of 134.2 kHz FDX-B transponders, after the 134K-RW-USB-D1.
 *
 * <pre>
 *  02  id or status  command or (in answers) status  length  data  XOR from 02 to the last data byte  03
 *
 *  host                    answer, with a transponder in the field
 *  02 01 A7 01 00 A5 03    02 01 00 0C  number 6  country 2  00 00 00  animal 10 or 00  XOR 03   (decimal digits)
 *  02 01 A7 01 02 A7 03    02 01 00 0A  eight bytes low byte first  CRC 2               XOR 03   (as it is on the chip)
 *  02 01 A8 16 ...         writes a transponder: counted, answered 02 01 00 00 03 03, and nothing is written
 * </pre>
 *
 * 9600 8N1. From the module's protocol page. Three things are in no document read and are chosen here: without a
 * transponder, and to any other command, the status is 01 and no data follow; in the two sending forms the reader repeats
 * its answer unasked; and it does so every 100 ms. One transponder at a time, presented by its fifteen digits.
 */
public final class FdxbReader implements FieldReader {
    private static final long REPEAT_NANOS = 100_000_000L;
    private static final byte STX = 0x02;
    private static final byte ETX = 0x03;
    private static final byte READER = 0x01;
    private static final int COMMAND_AT = 2;
    private static final int LENGTH_AT = 3;
    private static final int DATA_AT = 4;
    private static final int TRAILER_BYTES = 2;
    private static final int READ = 0xA7;
    private static final int WRITE = 0xA8;
    private static final int AS_DIGITS = 0;
    private static final int AS_BLOCK = 2;
    private static final byte DONE = 0x00;
    private static final byte FAILED = 0x01;
    private static final byte[] NO_DATA = {};

    /** Whether a reader sends by itself, and what. */
    public enum Form {
        /** Sends the chip's eight bytes and their CRC. */
        BLOCKS,
        /** Sends decimal digits. */
        DIGITS,
        /** Answers and sends nothing by itself. */
        ASKED
    }

    private final String name;
    private final Form form;
    private final Transmitter line;
    private final Repeater repeater;
    private final Commands commands = new Commands(new Envelope());
    private @Nullable Transponder inField;
    private int changes;
    private int unknown;

    /** A reader with nothing in its field, on a line of that rate. */
    public FdxbReader(String name, LineRate rate, Form form) {
        this.name = name;
        this.form = form;
        this.line = new Transmitter(rate);
        this.repeater = new Repeater(line, REPEAT_NANOS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int commandsThatChange() {
        return changes;
    }

    @Override
    public int commandsUnknown() {
        return unknown;
    }

    @Override
    public void present(long nowNanos, String code) {
        present(nowNanos, Transponder.of(code));
    }

    /** A transponder comes into the field. */
    public void present(long nowNanos, Transponder transponder) {
        inField = transponder;
        switch (form) {
            case BLOCKS -> repeater.begin(nowNanos, frame(DONE, transponder.blockAndCrc()));
            case DIGITS -> repeater.begin(nowNanos, frame(DONE, transponder.digits()));
            case ASKED -> {
            }
        }
    }

    @Override
    public void withdraw(long nowNanos) {
        inField = null;
        repeater.end(nowNanos);
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        repeater.repeat(nowNanos);
        for (byte b : received) {
            byte[] command = commands.hear(nowNanos, b);
            if (command.length > 0) {
                line.send(nowNanos, answer(command));
            }
        }
        return line.sentBy(nowNanos);
    }

    private byte[] answer(byte[] command) {
        return switch (command[COMMAND_AT] & 0xFF) {
            case READ -> command[LENGTH_AT] == 1 ? read(command[DATA_AT]) : frame(FAILED, NO_DATA);
            case WRITE -> {
                changes++;
                yield frame(DONE, NO_DATA);
            }
            default -> {
                unknown++;
                yield frame(FAILED, NO_DATA);
            }
        };
    }

    private byte[] read(int how) {
        if (inField == null || how != AS_DIGITS && how != AS_BLOCK) {
            return frame(FAILED, NO_DATA);
        }
        return frame(DONE, how == AS_BLOCK ? inField.blockAndCrc() : inField.digits());
    }

    private static byte[] frame(byte status, byte[] data) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(STX);
        frame.write(READER);
        frame.write(status);
        frame.write(data.length);
        frame.writeBytes(data);
        frame.write(xor(frame.toByteArray()));
        frame.write(ETX);
        return frame.toByteArray();
    }

    private static byte xor(byte[] bytes) {
        byte xor = 0;
        for (byte b : bytes) {
            xor ^= b;
        }
        return xor;
    }

    private static final class Envelope implements Commands.Envelope {
        @Override
        public int length(byte[] begun) {
            if (begun[0] != STX) {
                return Commands.NO_COMMAND;
            }
            return begun.length <= LENGTH_AT
                    ? Commands.LENGTH_UNKNOWN
                    : DATA_AT + (begun[LENGTH_AT] & 0xFF) + TRAILER_BYTES;
        }

        @Override
        public boolean sound(byte[] command) {
            int xorAt = command.length - TRAILER_BYTES;
            return command[1] == READER && command[xorAt] == xor(Arrays.copyOf(command, xorAt))
                    && command[command.length - 1] == ETX;
        }
    }
}

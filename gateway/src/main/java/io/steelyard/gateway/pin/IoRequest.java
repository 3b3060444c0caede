package io.steelyard.gateway.pin;

import io.steelyard.gateway.frame.Check;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What an I/O board is asked: address, one of these, CRC.
 *
 * <pre>
 * 02  0000 0008         read the eight inputs
 * 05  0000-0007 FF00    switch one output on; 0000: off
 * 05  0200-0207 time    one output on for so many tenths of a second, measured by the board
 * 0F  0000 0008 01 00   switch all eight outputs off
 * </pre>
 */
sealed interface IoRequest {
    int READ_INPUTS = 0x02;
    int WRITE_COIL = 0x05;
    int WRITE_COILS = 0x0F;

    int CHANNELS = BoardPlan.CHANNEL_MAX + 1;
    int CRC_BYTES = 2;

    /** Function and data, between address and CRC. */
    byte[] words();

    /** Whether this answer is to this request. */
    boolean answeredBy(IoAnswer answer);

    /** Bit 0 to 7: the outputs that it commands. */
    default int channels() {
        return 0;
    }

    /** Which function, in what people are told. */
    default int function() {
        return words()[0];
    }

    default byte[] bytes(int address) {
        byte[] words = words();
        var frame = ByteBuffer.allocate(1 + words.length + CRC_BYTES).order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) address).put(words);
        return frame.putShort((short) Check.modbus(frame.array(), 0, frame.position())).array();
    }

    private static byte[] pack(int function, int first, int second) {
        return ByteBuffer.allocate(1 + 2 * Short.BYTES).put((byte) function).putShort((short) first)
                .putShort((short) second).array();
    }

    /** How the inputs stand. */
    record ReadInputs() implements IoRequest {
        @Override
        public byte[] words() {
            return IoRequest.pack(READ_INPUTS, 0, CHANNELS);
        }

        @Override
        public boolean answeredBy(IoAnswer answer) {
            return answer instanceof IoAnswer.Inputs;
        }
    }

    /** One output on or off, until it is told otherwise. */
    record Switch(int channel, boolean on) implements IoRequest {
        private static final int ON = 0xFF00;

        private int value() {
            return on ? ON : 0;
        }

        @Override
        public int channels() {
            return 1 << channel;
        }

        @Override
        public byte[] words() {
            return IoRequest.pack(WRITE_COIL, channel, value());
        }

        @Override
        public boolean answeredBy(IoAnswer answer) {
            return answer.equals(new IoAnswer.Written(WRITE_COIL, channel, value()));
        }
    }

    /** One output on for a time that the board measures: it ends though nobody lives to end it. */
    record Flash(int channel, int tenths) implements IoRequest {
        private static final int FIRST = 0x0200;

        static Flash of(Pin.Output pin) {
            return new Flash(pin.line(), Math.toIntExact(Math.ceilDiv(pin.pulseNanos(), BoardPlan.PULSE_STEP_NANOS)));
        }

        @Override
        public int channels() {
            return 1 << channel;
        }

        @Override
        public byte[] words() {
            return IoRequest.pack(WRITE_COIL, FIRST + channel, tenths);
        }

        @Override
        public boolean answeredBy(IoAnswer answer) {
            return answer.equals(new IoAnswer.Written(WRITE_COIL, FIRST + channel, tenths));
        }
    }

    /** Every output off. */
    record Rest() implements IoRequest {
        @Override
        public byte[] words() {
            return ByteBuffer.allocate(1 + 2 * Short.BYTES + 2).put(IoRequest.pack(WRITE_COILS, 0, CHANNELS))
                    .put((byte) 1).put((byte) 0).array();
        }

        @Override
        public boolean answeredBy(IoAnswer answer) {
            return answer.equals(new IoAnswer.Written(WRITE_COILS, 0, CHANNELS));
        }
    }
}

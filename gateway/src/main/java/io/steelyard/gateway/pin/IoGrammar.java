package io.steelyard.gateway.pin;

import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Grammar;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reason;

/**
 * The answers of Waveshare's Modbus RTU boards with digital outputs and inputs.
 *
 * <pre>
 * inputs                 coil or coils written       refusal
 * 1      address         1      address              1     address
 * 2      02              2      05, 0F               2     82, 85, 8F
 * 3      01              3, 4   coil, first coil     3     exception
 * 4      inputs 7 to 0   5, 6   value, how many      4, 5  CRC
 * 5, 6   CRC             7, 8   CRC
 *
 * CRC  polynomial 8005 reflected, start FFFF, over all before it, low byte first
 * </pre>
 *
 * From the maker's page "Modbus RTU IO 8CH", development protocol, and the Modbus Application Protocol V1.1b3. There is no start
 * mark: length and CRC find the frame.
 */
record IoGrammar(int address) implements Grammar<IoAnswer> {
    private static final int REFUSED = 0x80;
    private static final int FUNCTION = 1;
    private static final int BYTES = 2;
    private static final int LEVELS = 3;
    private static final int INPUTS_BYTES = 6;
    private static final int COIL = 2;
    private static final int VALUE = 4;
    private static final int WRITTEN_BYTES = 8;
    private static final int EXCEPTION = 2;
    private static final int REFUSAL_BYTES = 5;
    /** Address, function and the byte behind them tell how long a frame is; none is shorter. */
    private static final int HEAD_BYTES = 3;

    @Override
    public int frameBytesMax() {
        return WRITTEN_BYTES;
    }

    @Override
    public Match<IoAnswer> match(byte[] bytes, int from, int to, boolean ended) {
        if ((bytes[from] & 0xFF) != address) {
            return Match.noise();
        }
        if (to - from < HEAD_BYTES) {
            return Match.more();
        }
        int frameBytes = frameBytes(bytes, from);
        if (frameBytes == 0) {
            return Match.noise();
        }
        if (to - from < frameBytes) {
            return Match.more();
        }
        return Check.modbus(bytes, from, from + frameBytes) == 0
                ? Match.frame(frameBytes, answer(bytes, from))
                : Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
    }

    /** 0 where no answer begins. */
    private static int frameBytes(byte[] bytes, int from) {
        return switch (bytes[from + FUNCTION] & 0xFF) {
            case IoRequest.READ_INPUTS -> bytes[from + BYTES] == 1 ? INPUTS_BYTES : 0;
            case IoRequest.WRITE_COIL, IoRequest.WRITE_COILS -> WRITTEN_BYTES;
            case REFUSED | IoRequest.READ_INPUTS, REFUSED | IoRequest.WRITE_COIL, REFUSED | IoRequest.WRITE_COILS ->
                REFUSAL_BYTES;
            default -> 0;
        };
    }

    private static IoAnswer answer(byte[] bytes, int from) {
        int function = bytes[from + FUNCTION] & 0xFF;
        return switch (function) {
            case IoRequest.READ_INPUTS -> new IoAnswer.Inputs(bytes[from + LEVELS] & 0xFF);
            case IoRequest.WRITE_COIL, IoRequest.WRITE_COILS ->
                new IoAnswer.Written(function, word(bytes, from + COIL), word(bytes, from + VALUE));
            default -> new IoAnswer.Refused(function & ~REFUSED, bytes[from + EXCEPTION] & 0xFF);
        };
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << Byte.SIZE | bytes[at + 1] & 0xFF;
    }
}

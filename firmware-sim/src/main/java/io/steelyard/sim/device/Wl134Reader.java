package io.steelyard.sim.device;

import java.nio.charset.StandardCharsets;

/**
 * A WL-134 (WL-134A) reader of 134.2 kHz transponders; it hears nothing.
 *
 * <pre>
 *  byte    content
 *  1       02
 *  2..11   national number, ten hex characters, low digit first
 *  12..15  country, four hex characters, low digit first
 *  16      data block follows: '0'
 *  17      animal: '0' or '1'
 *  18..27  reserved: '0'
 *  28      XOR of bytes 2..27, one byte as it is
 *  29      its inverse
 *  30      03
 * </pre>
 *
 * 9600 8N1. From a public driver. How often it repeats a transponder is in no document read; here every 100 ms. One at a
 * time, presented by its fifteen digits.
 */
public final class Wl134Reader extends RepeatingReader {
    private static final long REPEAT_NANOS = 100_000_000L;
    private static final int FRAME_BYTES = 30;
    private static final int TEXT_BYTES = 26;
    private static final byte STX = 0x02;
    private static final byte ETX = 0x03;

    /** A reader with nothing in its field, on a line of that rate. */
    public Wl134Reader(String name, LineRate rate) {
        super(name, rate, REPEAT_NANOS);
    }

    @Override
    byte[] frame(String code) {
        return frame(Transponder.of(code));
    }

    /** A transponder comes into the field. */
    public void present(long nowNanos, Transponder transponder) {
        repeat(nowNanos, frame(transponder));
    }

    private static byte[] frame(Transponder transponder) {
        String text = lowDigitFirst("%010X".formatted(transponder.nationalNumber()))
                + lowDigitFirst("%04X".formatted(transponder.country()))
                + '0' + (transponder.animal() ? '1' : '0') + "0".repeat(10);
        byte[] frame = new byte[FRAME_BYTES];
        frame[0] = STX;
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, frame, 1, TEXT_BYTES);
        byte xor = 0;
        for (int i = 1; i <= TEXT_BYTES; i++) {
            xor ^= frame[i];
        }
        frame[TEXT_BYTES + 1] = xor;
        frame[TEXT_BYTES + 2] = (byte) ~xor;
        frame[TEXT_BYTES + 3] = ETX;
        return frame;
    }

    private static String lowDigitFirst(String digits) {
        return new StringBuilder(digits).reverse().toString();
    }
}

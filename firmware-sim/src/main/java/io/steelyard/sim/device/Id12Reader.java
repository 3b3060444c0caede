package io.steelyard.sim.device;

import java.nio.charset.StandardCharsets;

/**
 * An ID-12LA (ID-2LA, ID-20LA) reader of 125 kHz EM4100 cards in its ASCII mode; it hears nothing.
 *
 * <pre>
 *  byte    content
 *  1       02
 *  2..11   ten hex characters: version byte and four number bytes
 *  12,13   two hex characters: XOR of those five bytes
 *  14,15   CR LF
 *  16      03
 * </pre>
 *
 * 9600 8N1. From the ID-2/12/20LA data sheet. How often it repeats a card is in no document read; here every 100 ms. One
 * card at a time, presented by its ten hex digits.
 */
public final class Id12Reader extends RepeatingReader {
    private static final long REPEAT_NANOS = 100_000_000L;
    private static final char STX = 0x02;
    private static final char ETX = 0x03;

    /** A reader with nothing in its field, on a line of that rate. */
    public Id12Reader(String name, LineRate rate) {
        super(name, rate, REPEAT_NANOS);
    }

    @Override
    byte[] frame(String code) {
        String text = STX + Em4100.digitsAndCheck(code) + "\r\n" + ETX;
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

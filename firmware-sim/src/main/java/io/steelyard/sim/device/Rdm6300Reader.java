package io.steelyard.sim.device;

import java.nio.charset.StandardCharsets;

/**
 * An RDM6300 reader of 125 kHz EM4100 cards; it hears nothing and repeats a card for as long as that lies in its field.
 *
 * <pre>
 *  byte    content
 *  1       02
 *  2..11   ten hex characters: version byte and four number bytes
 *  12,13   two hex characters: XOR of those five bytes
 *  14      03
 * </pre>
 *
 * 9600 8N1; about every 50 ms. From the RDM6300 data sheet. One card at a time, presented by its ten hex digits.
 */
public final class Rdm6300Reader extends RepeatingReader {
    /** The module's only rate. */
    public static final LineRate LINE = LineRate.eightN1(9600);

    private static final long REPEAT_NANOS = 50_000_000L;
    private static final char STX = 0x02;
    private static final char ETX = 0x03;

    /** A reader with nothing in its field, on a line of that rate. */
    public Rdm6300Reader(String name, LineRate rate) {
        super(name, rate, REPEAT_NANOS);
    }

    @Override
    byte[] frame(String code) {
        String text = STX + Em4100.digitsAndCheck(code) + ETX;
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

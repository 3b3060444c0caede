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
public final class Id12Reader implements FieldReader {
    private static final long REPEAT_NANOS = 100_000_000L;
    private static final char STX = 0x02;
    private static final char ETX = 0x03;

    private final String name;
    private final Transmitter line;
    private final Repeater repeater;

    /** A reader with nothing in its field, on a line of that rate. */
    public Id12Reader(String name, LineRate rate) {
        this.name = name;
        this.line = new Transmitter(rate);
        this.repeater = new Repeater(line, REPEAT_NANOS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void present(long nowNanos, String code) {
        String text = STX + Em4100.digitsAndCheck(code) + "\r\n" + ETX;
        repeater.begin(nowNanos, text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void withdraw(long nowNanos) {
        repeater.end(nowNanos);
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        repeater.repeat(nowNanos);
        return line.sentBy(nowNanos);
    }
}

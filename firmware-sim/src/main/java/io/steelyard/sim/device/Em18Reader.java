package io.steelyard.sim.device;

import java.nio.charset.StandardCharsets;

/**
 * An EM-18 reader of 125 kHz EM4100 cards; it hears nothing.
 *
 * <pre>
 *  byte    content
 *  1..10   ten hex characters: version byte and four number bytes
 *  11,12   two hex characters: XOR of those five bytes
 * </pre>
 *
 * 9600 8N1. Neither start nor end byte: only the silence between two frames tells where one begins. From the module's
 * product page. How often it repeats a card is in no document read; here every 100 ms, which leaves 87 ms of silence. One
 * card at a time, presented by its ten hex digits.
 */
public final class Em18Reader extends RepeatingReader {
    private static final long REPEAT_NANOS = 100_000_000L;

    /** A reader with nothing in its field, on a line of that rate. */
    public Em18Reader(String name, LineRate rate) {
        super(name, rate, REPEAT_NANOS);
    }

    @Override
    byte[] frame(String code) {
        return Em4100.digitsAndCheck(code).getBytes(StandardCharsets.US_ASCII);
    }
}

package io.steelyard.gateway.link;

import java.math.BigDecimal;
import java.util.HexFormat;

/** Writes what passes on a device's line as the text that {@code steelyard decode --transcript} reads. Each line has its end. */
public final class TranscriptLine {
    private static final int MICROS_DIGITS = 6;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private TranscriptLine() {}

    /** Bytes from the device, so long after the beginning. */
    public static String heard(long atMicros, byte[] bytes, int count) {
        return line(atMicros, '<', bytes, count);
    }

    /** Bytes to the device. */
    public static String sent(long atMicros, byte[] bytes) {
        return line(atMicros, '>', bytes, bytes.length);
    }

    /** What is said to whoever reads it. */
    public static String comment(String text) {
        return "# " + text + "\n";
    }

    private static String line(long atMicros, char direction, byte[] bytes, int count) {
        return "@" + BigDecimal.valueOf(atMicros, MICROS_DIGITS).toPlainString() + " " + direction + " "
                + HEX.formatHex(bytes, 0, count) + "\n";
    }
}

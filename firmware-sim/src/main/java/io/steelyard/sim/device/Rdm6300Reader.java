package io.steelyard.sim.device;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

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
 * 9600 8N1; about every 50 ms. From the RDM6300 data sheet. One card at a time.
 */
public final class Rdm6300Reader implements Device {
    /** The module's only rate. */
    public static final LineRate LINE = LineRate.eightN1(9600);

    private static final long REPEAT_NANOS = 50_000_000L;
    private static final int CODE_BYTES = 5;
    private static final char STX = 0x02;
    private static final char ETX = 0x03;

    private final String name;
    private final Transmitter line;
    private final Metronome repeats = new Metronome(REPEAT_NANOS);
    private byte @Nullable [] frameInField;

    /** A reader with nothing in its field, on a line of that rate. */
    public Rdm6300Reader(String name, LineRate rate) {
        this.name = name;
        this.line = new Transmitter(rate);
    }

    /** Whether a card can have this code: ten hex digits. */
    public static boolean isCode(String code) {
        return code.matches("[0-9A-Fa-f]{10}");
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * A card comes into the field, in place of any other.
     *
     * @param code its version byte and number, ten hex digits
     * @throws IllegalArgumentException if it is not that
     */
    public void present(long nowNanos, String code) {
        if (!isCode(code)) {
            throw new IllegalArgumentException("a card code is ten hex digits: " + code);
        }
        repeat(nowNanos);
        frameInField = frame(HexFormat.of().parseHex(code));
        repeats.restart(nowNanos);
    }

    /** The field is empty; a frame that has begun is finished. */
    public void withdraw(long nowNanos) {
        repeat(nowNanos);
        frameInField = null;
    }

    @Override
    public byte[] advance(long nowNanos, byte[] received) {
        repeat(nowNanos);
        return line.sentBy(nowNanos);
    }

    private void repeat(long nowNanos) {
        while (frameInField != null && repeats.dueBy(nowNanos)) {
            long tickNanos = repeats.tick();
            if (!line.busyAt(tickNanos)) {
                line.send(tickNanos, frameInField);
            }
        }
    }

    private static byte[] frame(byte[] code) {
        int xor = 0;
        for (int i = 0; i < CODE_BYTES; i++) {
            xor ^= code[i] & 0xFF;
        }
        String text = STX + HexFormat.of().withUpperCase().formatHex(code) + "%02X".formatted(xor) + ETX;
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

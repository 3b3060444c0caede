package io.steelyard.sim.device;

import java.util.HexFormat;
import java.util.Locale;

/** What a 125 kHz EM4100 card carries: a version byte and four number bytes, told as ten hex digits. */
public final class Em4100 {
    private Em4100() {}

    /** Whether a card can have this code: ten hex digits. */
    public static boolean isCode(String code) {
        return code.matches("[0-9A-Fa-f]{10}");
    }

    /**
     * The ten digits in upper case and two more: the XOR of the five bytes.
     *
     * @throws IllegalArgumentException if no card can have this code
     */
    static String digitsAndCheck(String code) {
        if (!isCode(code)) {
            throw new IllegalArgumentException("a card code is ten hex digits: " + code);
        }
        int xor = 0;
        for (byte b : HexFormat.of().parseHex(code)) {
            xor ^= b & 0xFF;
        }
        return code.toUpperCase(Locale.ROOT) + "%02X".formatted(xor);
    }
}

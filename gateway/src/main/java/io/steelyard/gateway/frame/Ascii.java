package io.steelyard.gateway.frame;

import java.nio.charset.StandardCharsets;

/** The characters that device protocols are made of. Works on bytes: text decoding would hide damage. */
public final class Ascii {

    public static final byte STX = 0x02;
    public static final byte ETX = 0x03;
    public static final byte TAB = 0x09;
    public static final byte LF = 0x0A;
    public static final byte CR = 0x0D;

    private static final int LOW_SEVEN_BITS = 0x7F;
    private static final int HEX_RADIX = 16;
    private static final int NOT_HEX = -1;

    private Ascii() {}

    /** Is this byte {@code 0} to {@code 9}? */
    public static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    /** The value of a digit {@code 0-9} or {@code A-F}; -1 for anything else, lower case included. */
    public static int upperHex(byte character) {
        if (isDigit(character)) {
            return character - '0';
        }
        return character >= 'A' && character <= 'F' ? character - 'A' + 10 : NOT_HEX;
    }

    /** The byte written as two upper-case hex characters at {@code at}, high half first; -1 if they are not. */
    public static int upperHexPair(byte[] bytes, int at) {
        int high = upperHex(bytes[at]);
        int low = upperHex(bytes[at + 1]);
        return high < 0 || low < 0 ? NOT_HEX : high * HEX_RADIX + low;
    }

    /** The bytes as text, one character a byte. */
    public static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The byte without bit 7, which seven-bit devices use for parity and some adapters leave in. */
    public static byte withoutParity(byte character) {
        return (byte) (character & LOW_SEVEN_BITS);
    }

    /** The bytes as text, one character a byte, each without its parity bit. */
    public static String textWithoutParity(byte[] bytes, int from, int to) {
        byte[] text = new byte[to - from];
        for (int at = from; at < to; at++) {
            text[at - from] = withoutParity(bytes[at]);
        }
        return text(text, 0, text.length);
    }
}

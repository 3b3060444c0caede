package io.steelyard.gateway.tag;

/** The 16-bit checks of readers and transponders, over the bytes {@code from} to {@code to} (exclusive). */
final class Crc16 {

    private static final int START = 0xFFFF;
    private static final int WORD = 0xFFFF;
    private static final int TOP_BIT = 0x8000;
    private static final int POLYNOMIAL = 0x1021;
    private static final int POLYNOMIAL_REFLECTED = 0x8408;

    private Crc16() {}

    /** Gen2 tag check: {@link #rcp} inverted. */
    static int gen2(byte[] bytes, int from, int to) {
        return ~rcp(bytes, from, to) & WORD;
    }

    /** RCP: polynomial 1021, start FFFF, each byte worked in at the top; sent high byte first. */
    static int rcp(byte[] bytes, int from, int to) {
        int crc = START;
        for (int at = from; at < to; at++) {
            crc ^= (bytes[at] & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & TOP_BIT) != 0 ? (crc << 1 ^ POLYNOMIAL) & WORD : crc << 1;
            }
        }
        return crc;
    }

    /** Mercury: polynomial 1021, start FFFF, the bits shifted in from below and no zeros appended ("non-augmented"). */
    static int mercury(byte[] bytes, int from, int to) {
        int crc = START;
        for (int at = from; at < to; at++) {
            for (int bit = 7; bit >= 0; bit--) {
                int shifted = (crc << 1 | bytes[at] >> bit & 1) & WORD;
                crc = (crc & TOP_BIT) != 0 ? shifted ^ POLYNOMIAL : shifted;
            }
        }
        return crc;
    }

    /** UHFReader18: polynomial 8408 reflected, start FFFF; sent low byte first. */
    static int reflected(byte[] bytes, int from, int to) {
        return reflected(START, bytes, from, to);
    }

    /** FDX-B transponder: polynomial 8408 reflected, start 0; sent low byte first. */
    static int fdxB(byte[] bytes, int from, int to) {
        return reflected(0, bytes, from, to);
    }

    private static int reflected(int start, byte[] bytes, int from, int to) {
        int crc = start;
        for (int at = from; at < to; at++) {
            crc ^= bytes[at] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >> 1 ^ POLYNOMIAL_REFLECTED : crc >> 1;
            }
        }
        return crc;
    }

    /** The word at {@code at}, high byte first. */
    static int bigEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    /** The word at {@code at}, low byte first. */
    static int littleEndian(byte[] bytes, int at) {
        return (bytes[at + 1] & 0xFF) << 8 | bytes[at] & 0xFF;
    }
}

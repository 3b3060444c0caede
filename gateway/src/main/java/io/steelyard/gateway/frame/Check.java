package io.steelyard.gateway.frame;

/** The simple check bytes of device protocols, as values from 0 to 255. */
public final class Check {

    private static final int BYTE = 0xFF;
    private static final int WORD_START = 0xFFFF;
    private static final int POLYNOMIAL_8005_REFLECTED = 0xA001;

    private Check() {}

    /** Exclusive or of the bytes {@code from} to {@code to} (exclusive). */
    public static int xor(byte[] bytes, int from, int to) {
        int check = 0;
        for (int at = from; at < to; at++) {
            check ^= bytes[at];
        }
        return check & BYTE;
    }

    /** Low byte of the sum of the bytes {@code from} to {@code to} (exclusive). */
    public static int sum(byte[] bytes, int from, int to) {
        int check = 0;
        for (int at = from; at < to; at++) {
            check += bytes[at];
        }
        return check & BYTE;
    }

    /**
     * The 16-bit check of Modbus over the bytes {@code from} to {@code to} (exclusive): polynomial 8005 reflected, start
     * FFFF; sent low byte first. Over a frame and its own check it is 0.
     */
    public static int modbus(byte[] bytes, int from, int to) {
        int check = WORD_START;
        for (int at = from; at < to; at++) {
            check ^= bytes[at] & BYTE;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                check = (check & 1) != 0 ? check >> 1 ^ POLYNOMIAL_8005_REFLECTED : check >> 1;
            }
        }
        return check;
    }
}

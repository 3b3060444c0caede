package io.steelyard.gateway.frame;

/** The simple check bytes of device protocols, as values from 0 to 255. */
public final class Check {

    private static final int BYTE = 0xFF;

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
}

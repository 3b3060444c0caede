package io.steelyard.gateway.journal;

/**
 * SQLite's variable-length numbers, read one after another: seven bits a byte, high first, a set top bit means that more follow,
 * and all eight bits of a ninth byte count. Past the end there are zeros. Owned by one reader.
 */
final class Varints {
    private static final int BYTES_MAX = 9;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private final byte[] bytes;
    private int at;

    Varints(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    long next() {
        long value = 0;
        for (int read = 1; read < BYTES_MAX; read++) {
            int one = one();
            value = value << BITS | one & MORE - 1;
            if ((one & MORE) == 0) {
                return value;
            }
        }
        return value << Byte.SIZE | one();
    }

    private int one() {
        return at < bytes.length ? Byte.toUnsignedInt(bytes[at++]) : 0;
    }

    /** Where the next number, or what follows the last one, begins. */
    int at() {
        return at;
    }
}

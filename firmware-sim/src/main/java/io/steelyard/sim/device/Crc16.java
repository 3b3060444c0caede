package io.steelyard.sim.device;

/** The 16-bit checks of readers, which share a polynomial and little else, and that of Modbus. */
final class Crc16 {
    private static final int FROM_ONES = 0xFFFF;
    private static final int TOP_BIT = 0x8000;
    private static final int POLYNOMIAL = 0x1021;
    private static final int POLYNOMIAL_REFLECTED = 0x8408;
    private static final int POLYNOMIAL_MODBUS = 0xA001;
    private static final int MASK = 0xFFFF;

    private Crc16() {}

    /** Polynomial 0x1021 from FFFF, most significant bit first. */
    static int ccitt(byte[] bytes) {
        int crc = FROM_ONES;
        for (byte b : bytes) {
            crc ^= (b & 0xFF) << 8;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & TOP_BIT) != 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
            }
        }
        return crc & MASK;
    }

    /** As {@link #ccitt}, but each bit is shifted in at the low end and no sixteen zeros follow the last. */
    static int nonAugmented(byte[] bytes) {
        int crc = FROM_ONES;
        for (byte b : bytes) {
            for (int bit = Byte.SIZE - 1; bit >= 0; bit--) {
                int shifted = crc << 1 | b >> bit & 1;
                crc = ((crc & TOP_BIT) != 0 ? shifted ^ POLYNOMIAL : shifted) & MASK;
            }
        }
        return crc;
    }

    /** Polynomial 0x8408, least significant bit first. */
    static int reflected(int from, byte[] bytes) {
        return reflected(from, POLYNOMIAL_REFLECTED, bytes);
    }

    /** Polynomial 0xA001 from FFFF, least significant bit first; sent low byte first, it makes the whole come to 0. */
    static int modbus(byte[] bytes) {
        return reflected(FROM_ONES, POLYNOMIAL_MODBUS, bytes);
    }

    private static int reflected(int from, int polynomial, byte[] bytes) {
        int crc = from;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) != 0 ? crc >> 1 ^ polynomial : crc >> 1;
            }
        }
        return crc;
    }
}

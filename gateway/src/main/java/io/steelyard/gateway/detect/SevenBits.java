package io.steelyard.gateway.detect;

import java.util.Optional;

/**
 * A line of seven bits and parity, heard with eight bits and none: the parity then stands in bit 7.
 *
 * @param line
 *            the line as it really is, {@code 9600 7E1} or {@code 9600 7O1}
 */
record SevenBits(String line) {

    private static final String HEARD_WITH = "8N1";
    private static final int SEVEN = 0x7F;
    /** Fewer bytes have the same parity by chance too often. */
    private static final int BYTES_MIN = 16;
    /** All but one in sixteen have the same parity: the first byte of a listening may be cut. */
    private static final int ODD_ONES_OUT = 16;
    /** One in eight has bit 7: ASCII with a binary byte here and there (CAS) has no parity. */
    private static final int WITH_TOP_BIT = 8;

    /** Empty when the line was not heard with eight bits, or the bytes do not show parity. */
    static Optional<SevenBits> shownBy(String line, byte[] bytes) {
        if (!line.endsWith(HEARD_WITH) || bytes.length < BYTES_MIN) {
            return Optional.empty();
        }
        int even = 0;
        int withTopBit = 0;
        for (byte one : bytes) {
            even += Integer.bitCount(one & 0xFF) % 2 == 0 ? 1 : 0;
            withTopBit += one < 0 ? 1 : 0;
        }
        int most = Math.max(even, bytes.length - even);
        if (bytes.length - most > bytes.length / ODD_ONES_OUT || withTopBit < bytes.length / WITH_TOP_BIT) {
            return Optional.empty();
        }
        String baud = line.substring(0, line.length() - HEARD_WITH.length());
        return Optional.of(new SevenBits(baud + (most == even ? "7E1" : "7O1")));
    }

    /** The bytes without their parity. */
    static byte[] withoutParity(byte[] bytes) {
        byte[] stripped = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at++) {
            stripped[at] = (byte) (bytes[at] & SEVEN);
        }
        return stripped;
    }
}

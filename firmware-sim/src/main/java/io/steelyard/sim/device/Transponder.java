package io.steelyard.sim.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * What a 134.2 kHz transponder to ISO 11784 carries: told as fifteen decimal digits, country and national number, as they
 * are printed on it.
 *
 * <pre>
 *  bit     content, least significant first
 *  0..37   national number
 *  38..47  country
 *  48      data block follows; never here
 *  63      animal
 * </pre>
 *
 * @param country 0 to 999
 * @param nationalNumber 0 to 274877906943, what 38 bits hold
 * @param animal whether it is an animal's; a waste bin's is not
 */
public record Transponder(int country, long nationalNumber, boolean animal) {
    private static final int COUNTRY_DIGITS = 3;
    private static final int NUMBER_DIGITS = 12;
    private static final int COUNTRY_SHIFT = 38;
    private static final int ANIMAL_SHIFT = 63;
    private static final long NUMBER_MAX = (1L << COUNTRY_SHIFT) - 1;
    private static final int BLOCK_BYTES = 8;
    private static final int CRC_BYTES = 2;

    /** Whether a transponder can have this code. */
    public static boolean isCode(String code) {
        return code.matches("\\d{15}") && Long.parseLong(code.substring(COUNTRY_DIGITS)) <= NUMBER_MAX;
    }

    /**
     * That of a waste bin.
     *
     * @throws IllegalArgumentException if no transponder can have this code
     */
    public static Transponder of(String code) {
        if (!isCode(code)) {
            throw new IllegalArgumentException("a transponder's code is fifteen digits, country and number: " + code);
        }
        return new Transponder(Integer.parseInt(code.substring(0, COUNTRY_DIGITS)),
                Long.parseLong(code.substring(COUNTRY_DIGITS)), false);
    }

    /** The eight bytes, low byte first, and their CRC (0x8408, reflected, from 0), low byte first. */
    byte[] blockAndCrc() {
        long bits = (animal ? 1L << ANIMAL_SHIFT : 0) | (long) country << COUNTRY_SHIFT | nationalNumber;
        byte[] block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
        return ByteBuffer.allocate(BLOCK_BYTES + CRC_BYTES).order(ByteOrder.LITTLE_ENDIAN).put(block)
                .putShort((short) Crc16.reflected(0, block)).array();
    }

    /** Two decimal digits a byte: number in six, country in two, no data block and nothing reserved, animal in the last. */
    byte[] digits() {
        String digits = ("%0" + NUMBER_DIGITS + "d").formatted(nationalNumber) + "%04d".formatted(country)
                + (animal ? "00000010" : "00000000");
        return HexFormat.of().parseHex(digits);
    }
}

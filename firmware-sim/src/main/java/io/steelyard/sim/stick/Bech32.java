package io.steelyard.sim.stick;

import java.util.Locale;
import java.util.Optional;

/** Keys as checked text (BIP 173): a prefix, "1", five bits a character, of which the last six are a checksum. */
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int CHECKSUM = 6;
    private static final int BITS = 5;

    private Bech32() {}

    static String encode(String prefix, byte[] bytes) {
        int[] digits = regrouped(bytes);
        int sum = checksum(prefix, digits) ^ 1;
        StringBuilder text = new StringBuilder(prefix).append('1');
        for (int i = 0; i < digits.length - CHECKSUM; i++) {
            text.append(ALPHABET.charAt(digits[i]));
        }
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt(sum >> BITS * i & 31));
        }
        return text.toString();
    }

    /** Digits of five bits, then zeros in the checksum's place. */
    private static int[] regrouped(byte[] bytes) {
        int[] digits = new int[(bytes.length * Byte.SIZE + BITS - 1) / BITS + CHECKSUM];
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            int set = bytes[bit / Byte.SIZE] >> Byte.SIZE - 1 - bit % Byte.SIZE & 1;
            digits[bit / BITS] |= set << BITS - 1 - bit % BITS;
        }
        return digits;
    }

    /** The bytes behind the prefix; empty when a character is wrong, missing or too many. */
    static Optional<byte[]> decode(String prefix, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = prefix.length() + 1;
        if (!lower.startsWith(prefix + "1") || lower.length() < at + CHECKSUM) {
            return Optional.empty();
        }
        int[] digits = lower.substring(at).chars().map(ALPHABET::indexOf).toArray();
        byte[] bytes = new byte[(digits.length - CHECKSUM) * BITS / Byte.SIZE];
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            int set = digits[bit / BITS] >> BITS - 1 - bit % BITS & 1;
            bytes[bit / Byte.SIZE] |= (byte) (set << Byte.SIZE - 1 - bit % Byte.SIZE);
        }
        return encode(prefix, bytes).equals(lower) ? Optional.of(bytes) : Optional.empty();
    }

    private static int checksum(String prefix, int[] digits) {
        int sum = 1;
        for (char letter : prefix.toCharArray()) {
            sum = next(sum, letter >> BITS);
        }
        sum = next(sum, 0);
        for (char letter : prefix.toCharArray()) {
            sum = next(sum, letter & 31);
        }
        for (int digit : digits) {
            sum = next(sum, digit);
        }
        return sum;
    }

    private static int next(int sum, int digit) {
        int[] generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
        int next = (sum & 0x1ffffff) << BITS ^ digit;
        for (int bit = 0; bit < generator.length; bit++) {
            next ^= (sum >> 25 + bit & 1) * generator[bit];
        }
        return next;
    }
}

package io.steelyard.gateway.stick;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/** Reads the checked text form of a key (BIP 173): a prefix, "1", five bits a character, of which the last six are a checksum. */
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int CHECKSUM_CHARACTERS = 6;
    private static final int CHARACTER_BITS = 5;
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};

    private Bech32() {}

    /** The bytes behind the prefix; empty when a character is wrong, missing or too many. */
    static Optional<byte[]> decode(String prefix, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (!lower.startsWith(prefix + "1") || lower.length() < prefix.length() + 1 + CHECKSUM_CHARACTERS) {
            return Optional.empty();
        }
        var digits = lower.substring(prefix.length() + 1).chars().map(ALPHABET::indexOf).toArray();
        for (int digit : digits) {
            if (digit < 0) {
                return Optional.empty();
            }
        }
        return checksum(prefix, digits) == 1 ? bytes(digits) : Optional.empty();
    }

    /** 1 for a text without an error. */
    private static int checksum(String prefix, int[] digits) {
        int sum = 1;
        for (char letter : prefix.toCharArray()) {
            sum = next(sum, letter >> CHARACTER_BITS);
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
        int top = sum >> 25;
        int next = (sum & 0x1ffffff) << CHARACTER_BITS ^ digit;
        for (int bit = 0; bit < GENERATOR.length; bit++) {
            next ^= (top >> bit & 1) == 1 ? GENERATOR[bit] : 0;
        }
        return next;
    }

    private static Optional<byte[]> bytes(int[] digits) {
        var bytes = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int index = 0; index < digits.length - CHECKSUM_CHARACTERS; index++) {
            held = held << CHARACTER_BITS | digits[index];
            bits += CHARACTER_BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        return bits < CHARACTER_BITS && held == 0 ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }
}

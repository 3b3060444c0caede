package io.steelyard.gateway.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What names a record on paper: the journal's first 8 digits, the fact's number and the beginning of the SHA-256 of its bytes.
 * Who guesses numbers sees nothing without the hash.
 */
public final class Receipt {
    private static final int JOURNAL_DIGITS = 8;
    /** 50 bits. */
    private static final int HASH_CHARACTERS = 10;
    /** Base 32 of RFC 4648, in small letters: nobody takes a digit for a letter. */
    private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    private Receipt() {}

    /** As in {@code 910a2dec-1842-qkq4hxy3wm}. */
    public static String code(String journal, long seq, byte[] fact) {
        return journal.substring(0, Math.min(JOURNAL_DIGITS, journal.length())) + "-" + seq + "-"
                + beginning(sha256(fact));
    }

    private static String beginning(byte[] hash) {
        var text = new StringBuilder();
        for (int character = 0; character < HASH_CHARACTERS; character++) {
            int value = 0;
            for (int bit = character * BITS; bit < (character + 1) * BITS; bit++) {
                value = value << 1 | hash[bit / Byte.SIZE] >> Byte.SIZE - 1 - bit % Byte.SIZE & 1;
            }
            text.append(BASE_32.charAt(value));
        }
        return text.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}

package io.steelyard.gateway.cards;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/**
 * One card as a list names it: the first 16 bytes of HMAC-SHA256 over its code under the list's salt. A stolen list has no codes
 * in it; trying all of them is as hard as there are many, so it protects long ones and QR codes, not the four bytes of a cheap card.
 *
 * @param high the first eight bytes
 * @param low the other eight
 */
public record CardMark(long high, long low) implements Comparable<CardMark> {
    private static final int BYTES = 16;
    private static final Comparator<CardMark> ORDER = Comparator.comparingLong(CardMark::high)
            .thenComparingLong(CardMark::low);

    /** Reads base64url without padding, 22 characters; empty when it is anything else. */
    public static Optional<CardMark> read(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES) {
                return Optional.empty();
            }
            var buffer = ByteBuffer.wrap(bytes);
            return Optional.of(new CardMark(buffer.getLong(), buffer.getLong()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(CardMark other) {
        return ORDER.compare(this, other);
    }
}

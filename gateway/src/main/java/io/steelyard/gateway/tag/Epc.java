package io.steelyard.gateway.tag;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.tag.TagValue.TagRead;

/**
 * An electronic product code: its hex is the code, and its URI is what the owner of a GS1-coded bag calls it.
 *
 * <pre>
 * bit        SGTIN-96             GRAI-96
 * 0..7       30                   33
 * 8..10      filter               filter             says what kind of thing; not part of the identity
 * 11..13     partition p          partition p        0 to 6
 * 14..57     company prefix of 12-p digits, in 40, 37, 34, 30, 27, 24 or 20 bits, then the rest of these 44 bits:
 *            item, 1+p digits     asset type, p digits
 * 58..95     serial               serial
 * </pre>
 *
 * A number with more digits than its partition allows is no code of this kind. Every other header is left alone.
 *
 * <p>Document: GS1 EPC Tag Data Standard; the partition tables as in GS1's TDT 2.0 files SGTIN-96 and GRAI-96.
 */
final class Epc {

    private static final int BYTES = 12;
    private static final byte HEADER_SGTIN_96 = 0x30;
    private static final byte HEADER_GRAI_96 = 0x33;

    private static final int SERIAL_BITS = 38;
    private static final int COMPANY_AND_ITEM_BITS = 44;
    private static final int PARTITION_BITS = 3;
    private static final int[] COMPANY_BITS_BY_PARTITION = {40, 37, 34, 30, 27, 24, 20};
    private static final int COMPANY_DIGITS_MAX = 12;

    private Epc() {}

    /** The code in the bytes {@code from} to {@code to} (exclusive). */
    static TagRead read(byte[] bytes, int from, int to) {
        String code = HexFormat.of().withUpperCase().formatHex(bytes, from, to);
        return new TagRead(TagValue.EPC, code, uri(bytes, from, to));
    }

    private static @Nullable String uri(byte[] bytes, int from, int to) {
        if (to - from != BYTES) {
            return null;
        }
        BigInteger epc = new BigInteger(1, bytes, from, BYTES);
        return switch (bytes[from]) {
            case HEADER_SGTIN_96 -> uri(epc, "sgtin", 1);
            case HEADER_GRAI_96 -> uri(epc, "grai", 0);
            default -> null;
        };
    }

    private static @Nullable String uri(BigInteger epc, String kind, int itemDigitsMin) {
        int partition = (int) field(epc, SERIAL_BITS + COMPANY_AND_ITEM_BITS, PARTITION_BITS);
        if (partition >= COMPANY_BITS_BY_PARTITION.length) {
            return null;
        }
        int itemBits = COMPANY_AND_ITEM_BITS - COMPANY_BITS_BY_PARTITION[partition];
        long company = field(epc, SERIAL_BITS + itemBits, COMPANY_BITS_BY_PARTITION[partition]);
        String companyDigits = digits(company, COMPANY_DIGITS_MAX - partition);
        String itemDigits = digits(field(epc, SERIAL_BITS, itemBits), itemDigitsMin + partition);
        return companyDigits == null || itemDigits == null
                ? null
                : "urn:epc:id:" + kind + ":" + companyDigits + "." + itemDigits + "." + field(epc, 0, SERIAL_BITS);
    }

    private static long field(BigInteger epc, int shift, int bits) {
        return epc.shiftRight(shift).longValue() & (1L << bits) - 1;
    }

    /** The number with leading zeros; null when it has more digits than that. An asset type may have none. */
    private static @Nullable String digits(long number, int digits) {
        if (digits == 0) {
            return number == 0 ? "" : null;
        }
        String text = String.format(Locale.ROOT, "%0" + digits + "d", number);
        return text.length() == digits ? text : null;
    }
}

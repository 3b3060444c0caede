package io.steelyard.gateway.scale;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where a Modbus transmitter keeps what a weighing needs. It is a table because there is no standard map: every maker
 * numbers registers at will.
 *
 * @param status
 *            null where the transmitter says nothing beside the number
 */
public record RegisterMap(Word weight, Point point, @Nullable Status status) {

    /**
     * The documented Chinese module.
     *
     * <pre>
     * 0008      status: bits 2..0 decimals, 3 minus, 4 cleared at power-on, 5 not stable, 6 overflow, 7 zero,
     *           9 overload
     * 0050, 51  weight, 32 bits signed, high word first
     * 0052, 53  net weight, likewise (not asked for)
     * </pre>
     *
     * Bit 4 is not used: 0 is what the document's own example shows of a working module.
     */
    public static final RegisterMap DOCUMENTED_MODULE = new RegisterMap(new Word(0x50, 2, true, true),
            new Point.Mask(0x08, 0b111),
            new Status(0x08, 1 << 5, 0, Map.of(Flag.OUT_OF_RANGE, 1 << 6, Flag.ZERO, 1 << 7, Flag.OVERLOAD, 1 << 9)));

    /** The highest register there is. */
    public static final int REGISTER_MAX = 0xFFFF;
    /** All that the table names must fit one question; more would not fit the answer's frame, says the standard. */
    public static final int REGISTERS_MAX = 125;
    /** A weight with more decimals is none. */
    public static final int DECIMALS_MAX = 7;

    private static final int WORD_BYTES = 2;
    private static final int WORD_BITS = 16;

    /**
     * A whole number in registers.
     *
     * @param words
     *            1 or 2 registers of 16 bits
     */
    public record Word(int register, int words, boolean signed, boolean highWordFirst) {}

    /** Where the decimal point of the weight is said. */
    public sealed interface Point {
        /** Nowhere: it never moves. */
        record Fixed(int decimals) implements Point {}

        /** In these bits of a register, the lowest first. */
        record Mask(int register, int mask) implements Point {}
    }

    /**
     * A register of flags. Stability is not said where both bits are 0.
     *
     * @param moving
     *            the bit that is set while the weight is not stable; 0 where there is none
     * @param still
     *            the bit that is set while the weight is stable; 0 where there is none
     * @param flags
     *            the bit of each other meaning
     */
    public record Status(int register, int moving, int still, Map<Flag, Integer> flags) {}

    /** The first register of the one block that holds everything the table names. */
    int first() {
        int first = weight.register();
        first = point instanceof Point.Mask(int register, int _) ? Math.min(first, register) : first;
        return status == null ? first : Math.min(first, status.register());
    }

    /** The number of registers in the block. */
    public int registers() {
        int end = weight.register() + weight.words();
        end = point instanceof Point.Mask(int register, int _) ? Math.max(end, register + 1) : end;
        end = status == null ? end : Math.max(end, status.register() + 1);
        return end - first();
    }

    /** The register, from a block of bytes that begins at {@code at} with register {@code first}. */
    static int word(byte[] bytes, int at, int first, int register) {
        int high = at + (register - first) * WORD_BYTES;
        return (bytes[high] & 0xFF) << Byte.SIZE | bytes[high + 1] & 0xFF;
    }

    /** The weight's whole number, from a block of bytes that begins at {@code at} with register {@code first}. */
    long digits(byte[] bytes, int at, int first) {
        long digits = 0;
        for (int index = 0; index < weight.words(); index++) {
            int offset = weight.highWordFirst() ? index : weight.words() - 1 - index;
            digits = digits << WORD_BITS | word(bytes, at, first, weight.register() + offset);
        }
        long range = 1L << WORD_BITS * weight.words();
        return weight.signed() && digits >= range / 2 ? digits - range : digits;
    }

    /** The decimals of the weight, from a block of bytes that begins at {@code at} with register {@code first}. */
    int decimals(byte[] bytes, int at, int first) {
        return switch (point) {
            case Point.Fixed(int decimals) -> decimals;
            case Point.Mask(int register, int mask) ->
                (word(bytes, at, first, register) & mask) >> Integer.numberOfTrailingZeros(mask);
        };
    }
}

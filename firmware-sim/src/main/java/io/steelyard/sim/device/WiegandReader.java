package io.steelyard.sim.device;

import java.util.ArrayList;
import java.util.List;

/**
 * A reader with a Wiegand output: two lines, D0 and D1, that idle high; each bit is a low pulse on the line of its name,
 * most significant bit first.
 *
 * <pre>
 *  26 bits   even parity over the first 13 bits, facility 8, card 16, odd parity over the last 13 bits
 *  34 bits   even parity over the first 17 bits, number 32, odd parity over the last 17 bits
 *   4 bits   a key: 0..9, 10 for *, 11 for #
 *   8 bits   a key: the inverse of the four bits, then the four bits
 * </pre>
 *
 * It is pure: asked what a card at a moment does to the lines, it tells the pulses. 50 µs and 1 ms from the ID-12LA data
 * sheet. A word ends with a silence, which the receiver must judge.
 *
 * @param pulseNanos how long a line is low
 * @param bitNanos from the beginning of one bit to that of the next
 */
public record WiegandReader(long pulseNanos, long bitNanos) {
    /** Pulses of 50 µs, one a millisecond. */
    public static final WiegandReader USUAL = new WiegandReader(50_000, 1_000_000);

    /** The highest key: {@code #}. */
    public static final int KEY_MAX = 11;

    private static final int FACILITY_BITS = 8;
    private static final int CARD_BITS = 16;
    private static final int NUMBER_BITS = 32;
    private static final int KEY_BITS = 4;
    private static final int KEY_MASK = 0xF;

    /** The two lines. */
    public enum Line {
        /** Low for a bit 0. */
        D0,
        /** Low for a bit 1. */
        D1
    }

    /** One line is low from one moment to another. */
    public record Pulse(Line line, long fallNanos, long riseNanos) {}

    /** A 26-bit card, from that moment on. */
    public List<Pulse> card26(long nowNanos, int facility, int card) {
        requireFits(facility, FACILITY_BITS);
        requireFits(card, CARD_BITS);
        return bits(nowNanos, withParity(binary((long) facility << CARD_BITS | card, FACILITY_BITS + CARD_BITS)));
    }

    /** A 34-bit card, from that moment on. */
    public List<Pulse> card34(long nowNanos, long number) {
        requireFits(number, NUMBER_BITS);
        return bits(nowNanos, withParity(binary(number, NUMBER_BITS)));
    }

    /** A key of a keypad that sends four bits. */
    public List<Pulse> key4(long nowNanos, int key) {
        requireKey(key);
        return bits(nowNanos, binary(key, KEY_BITS));
    }

    /** A key of a keypad that sends eight bits. */
    public List<Pulse> key8(long nowNanos, int key) {
        requireKey(key);
        return bits(nowNanos, binary(~key & KEY_MASK, KEY_BITS) + binary(key, KEY_BITS));
    }

    /** Any word, so that a wrong one can be tried too. */
    public List<Pulse> bits(long nowNanos, String bits) {
        List<Pulse> pulses = new ArrayList<>();
        for (int i = 0; i < bits.length(); i++) {
            long fallNanos = nowNanos + i * bitNanos;
            pulses.add(new Pulse(bits.charAt(i) == '1' ? Line.D1 : Line.D0, fallNanos, fallNanos + pulseNanos));
        }
        return pulses;
    }

    private static String withParity(String data) {
        int half = data.length() / 2;
        return (ones(data.substring(0, half)) % 2) + data + (1 - ones(data.substring(half)) % 2);
    }

    private static int ones(String bits) {
        return (int) bits.chars().filter(bit -> bit == '1').count();
    }

    private static String binary(long value, int bits) {
        return Long.toBinaryString(1L << bits | value).substring(1);
    }

    private static void requireKey(int key) {
        if (key < 0 || key > KEY_MAX) {
            throw new IllegalArgumentException("a key is 0 to " + KEY_MAX + ": " + key);
        }
    }

    private static void requireFits(long value, int bits) {
        if (value >>> bits != 0) {
            throw new IllegalArgumentException("a number of " + bits + " bits: " + value);
        }
    }
}

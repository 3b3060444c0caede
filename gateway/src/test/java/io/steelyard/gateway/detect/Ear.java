package io.steelyard.gateway.detect;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A serial port at some rate that hears bytes sent at another: start bit, eight samples in the middle of bits, whatever comes. */
record Ear(int rate) {
    private static final int DATA_BITS = 8;
    private static final double BACK_TO_IDLE = DATA_BITS + 1.5;
    private static final int LOOKS_PER_BIT = 32;

    static Ear at(int rate) {
        return new Ear(rate);
    }

    static int rate(String line) {
        return Integer.parseInt(line.substring(0, line.indexOf(' ')));
    }

    /** The low seven bits of each: many devices ignore the eighth. */
    static List<Character> letters(byte[] bytes) {
        List<Character> letters = new ArrayList<>();
        for (byte one : bytes) {
            letters.add((char) (one & 0x7F));
        }
        return letters;
    }

    byte[] hears(byte[] sent, String line) {
        var levels = levels(sent, line.substring(line.indexOf(' ') + 1));
        var heard = new ByteArrayOutputStream();
        double bit = (double) rate(line) / rate; // lengths in bits as sent
        double look = Math.min(1, bit) / LOOKS_PER_BIT;
        boolean idle = true;
        for (double at = 0; at < levels.size(); at += look) {
            boolean high = level(levels, at);
            if (idle && !high && !level(levels, at + bit / 2)) {
                heard.write(data(levels, at, bit));
                at += bit * BACK_TO_IDLE;
                high = level(levels, at);
            }
            idle = high;
        }
        return heard.toByteArray();
    }

    private static int data(List<Boolean> levels, double start, double bit) {
        int data = 0;
        for (int index = 0; index < DATA_BITS; index++) {
            data |= level(levels, start + bit * (index + 1.5)) ? 1 << index : 0;
        }
        return data;
    }

    private static boolean level(List<Boolean> levels, double at) {
        return at >= levels.size() || levels.get((int) at);
    }

    private static List<Boolean> levels(byte[] sent, String format) {
        int dataBits = format.charAt(0) - '0';
        List<Boolean> levels = new ArrayList<>();
        for (byte one : sent) {
            levels.add(false);
            int ones = 0;
            for (int index = 0; index < dataBits; index++) {
                boolean high = (one >> index & 1) == 1;
                ones += high ? 1 : 0;
                levels.add(high);
            }
            switch (format.charAt(1)) {
                case 'E' -> levels.add(ones % 2 == 1);
                case 'O' -> levels.add(ones % 2 == 0);
                default -> {
                    // no parity
                }
            }
            levels.add(true);
        }
        return levels;
    }
}

package io.steelyard.gateway.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Counts the weights and codes that one dialect's decoder makes of bytes in which there were none.
 *
 * @param checkBits
 *            how wide the check over a weight or a code is; 0 where there is none
 * @param samples
 *            good frames
 * @param isClaim
 *            is this value a weight or a code, not merely a status?
 */
public record Phantoms<V>(String dialect, int checkBits, Supplier<Decoder<V>> decoders, List<byte[]> samples,
        Predicate<V> isClaim) {

    private static final long SEED = 20261121;
    private static final int PIECE_BYTES_MAX = 40;
    /** The garbage not yet reported, and two of the longest frames. */
    private static final int HELD_BYTES_MAX = Decoder.GARBAGE_RUN_BYTES_MAX + 2 * 300;
    /** Exclusive-or and sum; a wider check is a polynomial, which sees any three bits however they lie. */
    private static final int COLUMN_CHECK_BITS_MAX = 8;
    private static final double SIGMAS = 6;

    /**
     * What random bytes became.
     *
     * @param judged
     *            frames put to the check, those that passed among them
     * @param passed
     *            frames, whatever they said
     */
    public record Noise(int judged, int passed, int phantoms) {}

    /**
     * What damaged frames became.
     *
     * @param judged
     *            frames that kept their shape and were put to the check
     * @param unseen
     *            under an exclusive-or or a sum, frames whose errors cancel in each column of bits: it sees few of them
     */
    public record Damaged(int frames, int judged, int unseen, int phantoms) {}

    /** Feeds so many random bytes in pieces of any length, silence after every other one. */
    public Noise ofNoise(int bytes) {
        Random random = new Random(SEED);
        Ear ear = new Ear();
        while (ear.fed < bytes) {
            byte[] piece = new byte[1 + random.nextInt(PIECE_BYTES_MAX)];
            random.nextBytes(piece);
            ear.hear(piece, random.nextBoolean());
        }
        return new Noise(ear.refused + ear.passed, ear.passed, ear.phantoms);
    }

    /** Feeds damaged sample frames, so many bytes of them, silence after every other one. */
    public Damaged ofDamage(int bytes) {
        Random random = new Random(SEED);
        Ear ear = new Ear();
        boolean columnCheck = checkBits > 0 && checkBits <= COLUMN_CHECK_BITS_MAX;
        int frames = 0;
        int unseen = 0;
        while (ear.fed < bytes) {
            Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
            byte[] frame = anySample(random);
            byte[] damaged = damage.to(frame, anySample(random), random);
            if (samples.stream().noneMatch(sample -> Arrays.equals(sample, damaged))) {
                frames++;
                unseen += columnCheck && cancels(frame, damaged) ? 1 : 0;
                ear.hear(damaged, random.nextBoolean());
            }
        }
        return new Damaged(frames, ear.refused + ear.phantoms, unseen, ear.phantoms);
    }

    /**
     * The most phantoms that the check's width allows: it lets one in 2^n pass of what is put to it, and all that it
     * cannot see.
     */
    public long atMost(Damaged damaged) {
        double passing = damaged.judged() / Math.pow(2, checkBits);
        return damaged.unseen() + (long) (passing + SIGMAS * Math.sqrt(passing));
    }

    private byte[] anySample(Random random) {
        return samples.get(random.nextInt(samples.size()));
    }

    private static boolean cancels(byte[] frame, byte[] damaged) {
        return frame.length == damaged.length
                && Check.xor(frame, 0, frame.length) == Check.xor(damaged, 0, damaged.length);
    }

    /** Listens to one stream, counts, and sees that no byte of it is kept for long. */
    private final class Ear {
        private final Decoder<V> decoder = decoders.get();
        private final Set<V> known = new HashSet<>();
        private int fed;
        private int told;
        private int refused;
        private int passed;
        private int phantoms;

        Ear() {
            for (byte[] sample : samples) {
                Decoder<V> undisturbed = decoders.get();
                List<Decoded<V>> found = new ArrayList<>(undisturbed.feed(sample, sample.length));
                found.addAll(undisturbed.quiet());
                found.forEach(decoded -> {
                    if (decoded instanceof Decoded.Value<V>(V value, byte[] _)) {
                        known.add(value);
                    }
                });
            }
        }

        void hear(byte[] bytes, boolean thenSilence) {
            List<Decoded<V>> found = new ArrayList<>(decoder.feed(bytes, bytes.length));
            fed += bytes.length;
            if (thenSilence) {
                found.addAll(decoder.quiet());
            }
            found.forEach(this::count);
            assertTrue(fed - told <= HELD_BYTES_MAX, () -> dialect + " holds " + (fed - told) + " bytes");
            if (thenSilence) {
                assertEquals(fed, told, () -> dialect + " has not accounted for every byte");
            }
        }

        private void count(Decoded<V> decoded) {
            switch (decoded) {
                case Decoded.Value<V>(V value, byte[] frame) -> {
                    told += frame.length;
                    passed++;
                    phantoms += isClaim.test(value) && !known.contains(value) ? 1 : 0;
                }
                case Decoded.Garbage<V>(int bytes, Reason reason) -> {
                    told += bytes;
                    refused += reason == Reason.BAD_CHECKSUM ? 1 : 0;
                }
            }
        }
    }
}

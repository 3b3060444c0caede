package io.steelyard.gateway.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What must hold for every dialect, given its samples. A dialect's tests call each law. What a sample must give stands in
 * its transcript, never in code.
 *
 * @param line
 *            what {@code decode} prints for something found
 * @param silentBetween
 *            frames are told apart by silence, so one is fed between frames
 * @param startMarked
 *            a frame has a beginning of its own, so it is found even right behind a frame whose end was damaged
 */
public record DialectLaws<V>(Supplier<Decoder<V>> decoders, Function<Decoded<V>, String> line, List<Sample> samples,
        List<byte[]> noises, boolean checksummed, boolean silentBetween, boolean startMarked) {

    private static final int BYTE_VALUES = 256;
    private static final int NOISE_BYTES = 100_000;
    private static final int PIECE_BYTES_MAX = 40;
    private static final long SEED = 20261121;

    /** Each sample, fed whole, is what its transcript says, byte for byte; bytes of no good frame are refused as it says. */
    public void everySampleIsWhatItsTranscriptSays() {
        for (Sample sample : samples) {
            List<Decoded<V>> found = whole(sample.bytes());
            assertEquals(sample.lines(), lines(found), () -> hex(sample.bytes()));
            assertEquals(sample.bytes().length, bytes(found), () -> hex(sample.bytes()));
        }
        good().forEach(this::value);
    }

    /** Split in two at every byte, or fed byte by byte, each sample is the same. */
    public void everySplitOfASampleIsTheSame() {
        for (Sample sample : samples) {
            byte[] bytes = sample.bytes();
            for (int at = 0; at <= bytes.length; at++) {
                List<Decoded<V>> found = pieces(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length));
                int split = at;
                assertEquals(whole(bytes), found, () -> hex(bytes) + " split at " + split);
            }
            assertEquals(whole(bytes), byteByByte(bytes), () -> hex(bytes));
        }
    }

    /** All good frames one after another, with every kind of noise between, are all their values in order. */
    public void noiseBetweenSamplesLosesNone() {
        List<String> expected = good().map(Sample::line).toList();
        for (byte[] noise : noises) {
            List<Decoded<V>> found = new ArrayList<>();
            Decoder<V> decoder = decoders.get();
            int fed = 0;
            for (Sample sample : good().toList()) {
                for (byte[] burst : List.of(noise, sample.bytes())) {
                    found.addAll(decoder.feed(burst, burst.length));
                    fed += burst.length;
                    if (silentBetween) {
                        found.addAll(decoder.quiet());
                    }
                }
            }
            found.addAll(decoder.quiet());
            assertEquals(expected, valueLines(found), () -> "noise " + hex(noise));
            assertEquals(fed, bytes(found), () -> "noise " + hex(noise));
        }
    }

    /** The same noisy stream cut in any way is the same list. */
    public void anySplittingOfANoisyStreamIsTheSameList() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Random random = new Random(SEED);
        for (int round = 0; round < 20; round++) {
            stream.writeBytes(noises.get(random.nextInt(noises.size())));
            stream.writeBytes(samples.get(random.nextInt(samples.size())).bytes());
            byte[] cut = samples.get(random.nextInt(samples.size())).bytes();
            stream.writeBytes(Arrays.copyOf(cut, random.nextInt(cut.length)));
        }
        byte[] bytes = stream.toByteArray();
        assertEquals(whole(bytes), byteByByte(bytes));
        for (int round = 0; round < 20; round++) {
            assertEquals(whole(bytes), randomPieces(bytes, random));
        }
    }

    /** Whatever single byte changes: nothing thrown, every byte accounted for, and never another value if checked. */
    public void aChangedByteIsNeverAnotherValue() {
        forEveryChangedByte((sample, damaged) -> {
            List<Decoded<V>> found = whole(damaged);
            assertEquals(damaged.length, bytes(found), () -> hex(damaged));
            assertEquals(found, byteByByte(damaged), () -> hex(damaged));
            if (checksummed) {
                noOtherValue(sample, damaged, found);
            }
        });
    }

    /** Whatever single bit flips, alone on the line or right before a good frame: never another value if checked. */
    public void aFlippedBitIsNeverAnotherValue() {
        for (Sample sample : checksummed ? good().toList() : List.<Sample>of()) {
            for (int bit = 0; bit < sample.bytes().length * Byte.SIZE; bit++) {
                byte[] damaged = sample.bytes().clone();
                damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                noOtherValue(sample, damaged, whole(damaged));
                noOtherValue(sample, damaged, pieces(damaged, sample.bytes()));
            }
        }
    }

    private void noOtherValue(Sample sample, byte[] damaged, List<Decoded<V>> found) {
        valueLines(found).forEach(value -> assertEquals(sample.line(), value, () -> hex(damaged)));
    }

    /** However a frame is damaged, the next frame (or the one after it, without start marks) is read. */
    public void theFrameAfterADamagedOneIsRead() {
        List<Decoded.Value<V>> nexts = good().map(this::value).toList();
        forEveryChangedByte((_, damaged) -> followed(damaged, nexts));
        good().forEach(sample -> {
            for (int at = 0; at < sample.bytes().length; at++) {
                followed(without(sample.bytes(), at), nexts);
                followed(Arrays.copyOf(sample.bytes(), at), nexts);
            }
        });
    }

    /** Noise of any kind throws nothing and every byte of it is accounted for, in runs of bounded length. */
    public void noiseNeverThrows() {
        Random random = new Random(SEED);
        byte[] anything = new byte[NOISE_BYTES];
        random.nextBytes(anything);
        noise(anything, random);
        byte[] alphabet = concatenated(samples.stream().map(Sample::bytes).toList());
        byte[] likely = new byte[NOISE_BYTES];
        for (int at = 0; at < NOISE_BYTES; at++) {
            likely[at] = alphabet[random.nextInt(alphabet.length)];
        }
        noise(likely, random);
    }

    /** The first frame is refused for this reason, as one run of garbage. */
    public void refused(String hex, Reason reason) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        assertEquals(List.of(new Decoded.Garbage<>(bytes.length, reason)), whole(bytes), hex);
    }

    private void noise(byte[] noise, Random random) {
        List<Decoded<V>> found = whole(noise);
        assertEquals(noise.length, bytes(found));
        assertEquals(found, randomPieces(noise, random));
        for (Decoded<V> decoded : found) {
            if (decoded instanceof Decoded.Garbage<V>(int bytes, Reason _)) {
                assertTrue(bytes > 0 && bytes <= Decoder.GARBAGE_RUN_BYTES_MAX);
            }
        }
    }

    private void followed(byte[] damaged, List<Decoded.Value<V>> nexts) {
        for (Decoded.Value<V> next : nexts) {
            Decoder<V> decoder = decoders.get();
            List<Decoded<V>> found = new ArrayList<>(decoder.feed(damaged, damaged.length));
            int times = startMarked ? 1 : 2;
            for (int round = 0; round < times; round++) {
                if (silentBetween) {
                    found.addAll(decoder.quiet());
                }
                found.addAll(decoder.feed(next.frame(), next.frame().length));
            }
            found.addAll(decoder.quiet());
            assertEquals(next, found.getLast(), () -> hex(damaged) + " then " + hex(next.frame()));
            assertEquals(damaged.length + times * next.frame().length, bytes(found));
        }
    }

    private interface Damage {
        void check(Sample sample, byte[] damaged);
    }

    private void forEveryChangedByte(Damage damage) {
        for (Sample sample : good().toList()) {
            for (int at = 0; at < sample.bytes().length; at++) {
                for (int change = 1; change < BYTE_VALUES; change++) {
                    byte[] damaged = sample.bytes().clone();
                    damaged[at] ^= (byte) change;
                    damage.check(sample, damaged);
                }
            }
        }
    }

    private List<Decoded<V>> whole(byte[] bytes) {
        return pieces(bytes);
    }

    private List<Decoded<V>> pieces(byte[]... pieces) {
        return decoded(decoder -> {
            List<Decoded<V>> found = new ArrayList<>();
            for (byte[] piece : pieces) {
                found.addAll(decoder.feed(piece, piece.length));
            }
            return found;
        });
    }

    private List<Decoded<V>> byteByByte(byte[] bytes) {
        return decoded(decoder -> {
            List<Decoded<V>> found = new ArrayList<>();
            for (byte one : bytes) {
                found.addAll(decoder.feed(new byte[]{one}, 1));
            }
            return found;
        });
    }

    private List<Decoded<V>> randomPieces(byte[] bytes, Random random) {
        return decoded(decoder -> {
            List<Decoded<V>> found = new ArrayList<>();
            int at = 0;
            while (at < bytes.length) {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(PIECE_BYTES_MAX));
                // a reader's buffer is longer than what was read
                found.addAll(decoder.feed(Arrays.copyOfRange(bytes, at, at + count + 7), count));
                at += count;
            }
            return found;
        });
    }

    private List<Decoded<V>> decoded(Function<Decoder<V>, List<Decoded<V>>> feeding) {
        Decoder<V> decoder = decoders.get();
        List<Decoded<V>> found = feeding.apply(decoder);
        found.addAll(decoder.quiet());
        assertEquals(List.of(), decoder.quiet());
        return found;
    }

    private static byte[] without(byte[] bytes, int at) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
        return shorter;
    }

    private static byte[] concatenated(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private Stream<Sample> good() {
        return samples.stream().filter(Sample::good);
    }

    /** What the sample decodes to, which is what its transcript says and its very bytes. */
    private Decoded.Value<V> value(Sample sample) {
        List<Decoded<V>> found = whole(sample.bytes());
        assertEquals(sample.lines(), lines(found), () -> hex(sample.bytes()));
        Decoded.Value<V> value = (Decoded.Value<V>) found.getFirst();
        assertArrayEquals(sample.bytes(), value.frame());
        return value;
    }

    private List<String> lines(List<Decoded<V>> found) {
        return found.stream().map(line).toList();
    }

    private List<String> valueLines(List<Decoded<V>> found) {
        return lines(found.stream().filter(Decoded.Value.class::isInstance).toList());
    }

    private static <V> int bytes(List<Decoded<V>> found) {
        int bytes = 0;
        for (Decoded<V> decoded : found) {
            bytes += switch (decoded) {
                case Decoded.Value<V>(V _, byte[] frame) -> frame.length;
                case Decoded.Garbage<V>(int count, Reason _) -> count;
            };
        }
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}

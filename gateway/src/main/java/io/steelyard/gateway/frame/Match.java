package io.steelyard.gateway.frame;

/** What a {@link Grammar} says of the bytes at the head of a stream. */
public sealed interface Match<V> {

    /** These bytes could still become a frame. */
    record More<V>() implements Match<V> {}

    /** The first {@code bytes} bytes are a good frame and say {@code value}. */
    record Frame<V>(int bytes, V value) implements Match<V> {
        public Frame {
            requirePositive(bytes);
        }
    }

    /**
     * The first {@code bytes} bytes have the shape of a frame but are not a good one; or one byte begins no frame
     * ({@link Reason#NOISE}). A frame may still begin inside them; the {@link Decoder} looks.
     */
    record Rejected<V>(int bytes, Reason reason) implements Match<V> {
        public Rejected {
            requirePositive(bytes);
        }
    }

    static <V> Match<V> more() {
        return new More<>();
    }

    static <V> Match<V> frame(int bytes, V value) {
        return new Frame<>(bytes, value);
    }

    static <V> Match<V> rejected(int bytes, Reason reason) {
        return new Rejected<>(bytes, reason);
    }

    /** The first byte begins no frame. */
    static <V> Match<V> noise() {
        return new Rejected<>(1, Reason.NOISE);
    }

    private static void requirePositive(int bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a match of " + bytes + " bytes would never advance");
        }
    }
}

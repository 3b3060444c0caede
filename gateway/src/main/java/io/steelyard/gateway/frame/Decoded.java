package io.steelyard.gateway.frame;

import java.util.Arrays;

/** One thing a {@link Decoder} found: a good frame with its value, or a run of bytes that were none. */
public sealed interface Decoded<V> {

    /** What a good frame says, and its bytes exactly as they arrived. The array is the receiver's own. */
    record Value<V>(V value, byte[] frame) implements Decoded<V> {
        @Override
        public boolean equals(Object other) {
            return other instanceof Value<?> that && value.equals(that.value) && Arrays.equals(frame, that.frame);
        }

        @Override
        public int hashCode() {
            return 31 * value.hashCode() + Arrays.hashCode(frame);
        }
    }

    /** A run of {@code bytes} bytes that were no good frame, for one {@code reason}. */
    record Garbage<V>(int bytes, Reason reason) implements Decoded<V> {}
}

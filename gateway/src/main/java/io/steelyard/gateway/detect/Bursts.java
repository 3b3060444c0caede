package io.steelyard.gateway.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;

/**
 * Bytes as they came.
 *
 * @param over
 *            bursts, each ended by silence
 * @param unfinished
 *            the burst that still comes; nothing is known of its end
 * @param answers
 *            whether they came because we asked
 */
record Bursts(List<byte[]> over, byte[] unfinished, boolean answers) {

    /** What a decoder at the start of its stream makes of them. */
    <V> List<Decoded<V>> decodedBy(Decoder<V> decoder) {
        List<Decoded<V>> found = new ArrayList<>();
        for (byte[] burst : over) {
            found.addAll(decoder.feed(burst, burst.length));
            found.addAll(decoder.quiet());
        }
        found.addAll(decoder.feed(unfinished, unfinished.length));
        return found;
    }

    /** All bytes in a row. */
    byte[] all() {
        int length = over.stream().mapToInt(burst -> burst.length).sum();
        byte[] all = new byte[length + unfinished.length];
        int at = 0;
        for (byte[] burst : over) {
            System.arraycopy(burst, 0, all, at, burst.length);
            at += burst.length;
        }
        System.arraycopy(unfinished, 0, all, at, unfinished.length);
        return all;
    }

    Bursts map(UnaryOperator<byte[]> each) {
        return new Bursts(over.stream().map(each).toList(), each.apply(unfinished), answers);
    }
}

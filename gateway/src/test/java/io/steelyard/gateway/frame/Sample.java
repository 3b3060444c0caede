package io.steelyard.gateway.frame;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A frame with its published or computed meaning. */
public record Sample<V>(byte[] bytes, V value) {

    /** A frame written as hex bytes between spaces. */
    public static <V> Sample<V> hex(String hex, V value) {
        return new Sample<>(HexFormat.ofDelimiter(" ").parseHex(hex), value);
    }

    /** A frame of text. */
    public static <V> Sample<V> text(String text, V value) {
        return new Sample<>(text.getBytes(StandardCharsets.UTF_8), value);
    }
}

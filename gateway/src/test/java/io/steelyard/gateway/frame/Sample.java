package io.steelyard.gateway.frame;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Bytes with their published or computed meaning, as the lines that {@code decode} prints for them.
 *
 * @param afterSilence
 *            the transcript says that the line was silent before them
 */
public record Sample(byte[] bytes, List<String> lines, boolean afterSilence) {

    /** Bytes written in hex between spaces. */
    public static Sample hex(String hex, String line) {
        return new Sample(HexFormat.ofDelimiter(" ").parseHex(hex), List.of(line), false);
    }

    /** Bytes of text. */
    public static Sample text(String text, String line) {
        return new Sample(text.getBytes(StandardCharsets.UTF_8), List.of(line), false);
    }

    /** Are the bytes one good frame and nothing else? */
    public boolean good() {
        return lines.size() == 1 && !lines.getFirst().contains("\"kind\":\"garbage\"");
    }

    /** What a good frame says. */
    public String line() {
        return lines.getFirst();
    }
}

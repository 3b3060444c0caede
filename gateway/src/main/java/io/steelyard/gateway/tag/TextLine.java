package io.steelyard.gateway.tag;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Grammar;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Reason;

/**
 * A QR or barcode scanner on a serial line: the text of the code, then a terminator.
 *
 * <pre>
 * 1..n   1 to 256 bytes of printable UTF-8, not all blank
 * then   CR, LF, CR LF or TAB
 * </pre>
 *
 * After a CR one more byte or silence tells CR from CR LF, so a scanner set to CR alone is one silence later. A line
 * that is not printable UTF-8 (some scanners send GBK) is a bad field: a guessed character would be another bag. An
 * empty line is one byte of noise. The text is kept as sent, a symbology prefix such as {@code ]Q1} included. A
 * scanner set to no terminator has no frame and reads as incomplete.
 *
 * <p>Document: GROW GM72 manual p. 27; the terminators are the scanner's setting.
 */
final class TextLine implements Grammar<TagValue> {

    private static final int TEXT_BYTES_MAX = 256;
    private static final int TERMINATOR_BYTES_MAX = 2;

    @Override
    public int frameBytesMax() {
        return TEXT_BYTES_MAX + TERMINATOR_BYTES_MAX;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        int end = from;
        while (end < to && !isTerminator(bytes[end])) {
            end++;
        }
        if (end - from > TEXT_BYTES_MAX) {
            return Match.rejected(TEXT_BYTES_MAX + 1, Reason.BAD_LENGTH);
        }
        if (end == to) {
            return Match.more();
        }
        if (end == from) {
            return Match.noise();
        }
        if (bytes[end] != Ascii.CR) {
            return line(bytes, from, end, 1);
        }
        if (end + 1 == to) {
            return ended ? line(bytes, from, end, 1) : Match.more();
        }
        return line(bytes, from, end, bytes[end + 1] == Ascii.LF ? 2 : 1);
    }

    @Override
    public boolean mayBeginAfter(byte garbage) {
        return isTerminator(garbage);
    }

    private static boolean isTerminator(byte character) {
        return character == Ascii.CR || character == Ascii.LF || character == Ascii.TAB;
    }

    private static Match<TagValue> line(byte[] bytes, int from, int end, int terminatorBytes) {
        int frameBytes = end - from + terminatorBytes;
        return utf8(bytes, from, end)
                .filter(text -> !text.isBlank() && text.codePoints().allMatch(TextLine::isPrintable))
                .map(text -> Match.<TagValue>frame(frameBytes, new TagValue.TagRead(TagValue.TEXT, text)))
                .orElseGet(() -> Match.rejected(frameBytes, Reason.BAD_FIELD));
    }

    private static Optional<String> utf8(byte[] bytes, int from, int end) {
        try {
            ByteBuffer text = ByteBuffer.wrap(bytes, from, end - from);
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}

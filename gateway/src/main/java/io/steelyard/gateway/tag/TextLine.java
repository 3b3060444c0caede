package io.steelyard.gateway.tag;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.tag.ScannerSettings.Terminator;

/**
 * A QR or barcode scanner on a serial line: the text of the code, then a terminator. Between texts it may answer
 * commands with a {@link ScannerPacket}.
 *
 * <pre>
 * 1..n   1 to 256 bytes of printable characters in the scanner's encoding, its prefix included; not all blank
 * then   the scanner's terminator; usually any of CR, LF, CR LF and TAB; or silence
 * </pre>
 *
 * Where CR and CR LF are both possible, one more byte or silence tells them apart, so a scanner set to CR alone is one
 * silence later. A line that is not printable in the encoding is a bad field: a guessed character would be another
 * bag. So is one without the prefix, and one that is to be a {@link Gs1} element string and is none. An empty line is
 * one byte of noise. Without a prefix to take off, the text is kept as sent.
 */
final class TextLine implements TagGrammar {

    private static final int TEXT_BYTES_MAX = 256;
    private static final int TERMINATOR_BYTES_MAX = 2;
    private static final int NOT_YET_KNOWN = -1;

    private final ScannerSettings settings;

    TextLine(ScannerSettings settings) {
        this.settings = settings;
    }

    @Override
    public Protocol protocol() {
        return Protocol.of("GROW GM72 manual p. 27", Proof.COMPUTED)
                .lines(List.of("9600 8N1", "115200 8N1"))
                .unchecked("the prefix, the check digits of GS1 and the pattern of this site's codes, if set")
                .settings("""
                        terminator = "any"         # default: any, cr, lf, crlf, tab, or none (silence)
                        charset = "utf-8"          # default; or gbk
                        # prefix = "]Q1"           # default none; what the scanner sends before each code
                        gs1 = false                # default; true: codes are GS1 element strings
                        """);
    }

    @Override
    public List<String> schemes() {
        return List.of(TagValue.TEXT, TagValue.GS1);
    }

    @Override
    public int frameBytesMax() {
        return TEXT_BYTES_MAX + TERMINATOR_BYTES_MAX;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        return ScannerPacket.match(bytes, from, to, ended).orElseGet(() -> lineOrMore(bytes, from, to, ended));
    }

    private Match<TagValue> lineOrMore(byte[] bytes, int from, int to, boolean ended) {
        int end = from;
        while (end < to && terminatorBytes(bytes, end, to, ended) == 0) {
            end++;
        }
        if (end - from > TEXT_BYTES_MAX) {
            return Match.rejected(TEXT_BYTES_MAX + 1, Reason.BAD_LENGTH);
        }
        if (end == to) {
            return ended && settings.terminator() == Terminator.NONE ? line(bytes, from, end, 0) : Match.more();
        }
        int terminatorBytes = terminatorBytes(bytes, end, to, ended);
        if (terminatorBytes == NOT_YET_KNOWN) {
            return Match.more();
        }
        return end == from ? Match.noise() : line(bytes, from, end, terminatorBytes);
    }

    /** The length of the terminator at {@code at}: 0 if there is none, NOT_YET_KNOWN while one more byte decides. */
    private int terminatorBytes(byte[] bytes, int at, int to, boolean ended) {
        byte character = bytes[at];
        return switch (settings.terminator()) {
            case ANY -> character == Ascii.CR
                    ? returnBytes(bytes, at, to, ended, 1)
                    : single(character == Ascii.LF || character == Ascii.TAB);
            case CR -> single(character == Ascii.CR);
            case LF -> single(character == Ascii.LF);
            case CR_LF -> character == Ascii.CR ? returnBytes(bytes, at, to, ended, 0) : 0;
            case TAB -> single(character == Ascii.TAB);
            case NONE -> 0;
        };
    }

    private static int single(boolean terminates) {
        return terminates ? 1 : 0;
    }

    /** The length of a terminator that begins with CR; {@code alone} if no LF follows. */
    private static int returnBytes(byte[] bytes, int at, int to, boolean ended, int alone) {
        if (at + 1 == to) {
            return ended ? alone : NOT_YET_KNOWN;
        }
        return bytes[at + 1] == Ascii.LF ? 2 : alone;
    }

    @Override
    public boolean mayBeginAfter(byte garbage) {
        return switch (settings.terminator()) {
            case ANY -> garbage == Ascii.CR || garbage == Ascii.LF || garbage == Ascii.TAB;
            case CR -> garbage == Ascii.CR;
            case LF, CR_LF -> garbage == Ascii.LF;
            case TAB -> garbage == Ascii.TAB;
            case NONE -> false;
        };
    }

    private Match<TagValue> line(byte[] bytes, int from, int end, int terminatorBytes) {
        int frameBytes = end - from + terminatorBytes;
        return decoded(bytes, from, end)
                .filter(text -> text.codePoints().allMatch(this::isAllowed) && text.startsWith(settings.prefix()))
                .map(text -> text.substring(settings.prefix().length()))
                .filter(text -> !text.isBlank())
                .flatMap(this::code)
                .map(read -> Match.<TagValue>frame(frameBytes, read))
                .orElseGet(() -> Match.rejected(frameBytes, Reason.BAD_FIELD));
    }

    private Optional<String> decoded(byte[] bytes, int from, int end) {
        try {
            ByteBuffer text = ByteBuffer.wrap(bytes, from, end - from);
            return Optional.of(settings.encoding().charset().newDecoder().decode(text).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private Optional<TagValue> code(String text) {
        return settings.gs1()
                ? Gs1.elementString(text).map(elements -> new TagValue.TagRead(TagValue.GS1, elements))
                : Optional.of(new TagValue.TagRead(TagValue.TEXT, text));
    }

    private boolean isAllowed(int codePoint) {
        return settings.gs1() && codePoint == Gs1.SEPARATOR || isPrintable(codePoint);
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

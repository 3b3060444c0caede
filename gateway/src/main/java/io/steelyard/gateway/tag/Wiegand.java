package io.steelyard.gateway.tag;

import java.util.List;
import java.util.Locale;

import io.steelyard.gateway.frame.Ascii;
import io.steelyard.gateway.frame.Match;
import io.steelyard.gateway.frame.Protocol.Proof;
import io.steelyard.gateway.frame.Protocol;
import io.steelyard.gateway.frame.Reason;

/**
 * Wiegand words, written by whoever watches the two wires: a character a bit, a line a word.
 *
 * <pre>
 * characters    content
 * 1..b          30 or 31, the first bit first
 * then          LF or CR LF
 *
 * b = 26    even parity 1, facility 8, card 16, odd parity 1; each parity covers its half of 13 bits, itself included
 * b = 34    even parity 1, facility 16, card 16, odd parity 1; halves of 17 bits
 * b = 4     a key
 * b = 8     a key: the high half is the low half inverted
 * </pre>
 *
 * Another length is a word that lost bits or two that ran together: refused, never read as a shorter number. Two lost
 * bits in one half can pass a parity; the length then does not.
 *
 * <p>The split of the 34-bit word into two numbers of 16 bits is from memory, unverified; its 32 bits are
 * unaffected.
 */
final class Wiegand implements TagGrammar {

    private static final int SHORT_WORD_BITS = 26;
    private static final int LONG_WORD_BITS = 34;
    private static final int KEY_BITS = 4;
    private static final int CHECKED_KEY_BITS = 8;
    private static final int KEY_MASK = 0xF;
    private static final int CARD_BITS = 16;
    private static final int CARD_MASK = 0xFFFF;
    private static final int TERMINATOR_BYTES_MAX = 2;

    @Override
    public Protocol protocol() {
        return Protocol.of("IDTECK SR10 p. 10 (words); esphome/esphome, component wiegand (keys)", Proof.COMPUTED)
                .unchecked(
                        "two bits of parity and the exact lengths, but what is left may look like a key");
    }

    @Override
    public List<String> schemes() {
        return List.of(TagValue.WIEGAND_26, TagValue.WIEGAND_34);
    }

    @Override
    public int frameBytesMax() {
        return LONG_WORD_BITS + TERMINATOR_BYTES_MAX;
    }

    @Override
    public Match<TagValue> match(byte[] bytes, int from, int to, boolean ended) {
        int end = from;
        while (end < to && (bytes[end] == '0' || bytes[end] == '1')) {
            end++;
        }
        int bits = end - from;
        if (bits > LONG_WORD_BITS) {
            return Match.rejected(LONG_WORD_BITS + 1, Reason.BAD_LENGTH);
        }
        boolean returned = end < to && bytes[end] == Ascii.CR;
        int feed = returned ? end + 1 : end;
        if (feed == to) {
            return Match.more();
        }
        if (bits == 0 && (returned || bytes[feed] == Ascii.LF)) {
            return Match.noise();
        }
        int frameBytes = feed + 1 - from;
        return bytes[feed] == Ascii.LF
                ? word(Ascii.text(bytes, from, end), frameBytes)
                : Match.rejected(frameBytes, Reason.BAD_FIELD);
    }

    @Override
    public boolean mayBeginAfter(byte garbage) {
        return garbage == Ascii.LF;
    }

    private static Match<TagValue> word(String bits, int frameBytes) {
        return switch (bits.length()) {
            case SHORT_WORD_BITS -> card(bits, TagValue.WIEGAND_26, "%03d-%05d", frameBytes);
            case LONG_WORD_BITS -> card(bits, TagValue.WIEGAND_34, "%05d-%05d", frameBytes);
            case KEY_BITS -> key(Integer.parseInt(bits, 2), frameBytes);
            case CHECKED_KEY_BITS -> checkedKey(Integer.parseInt(bits, 2), frameBytes);
            default -> Match.rejected(frameBytes, Reason.BAD_LENGTH);
        };
    }

    private static Match<TagValue> card(String bits, String scheme, String format, int frameBytes) {
        int half = bits.length() / 2;
        if (ones(bits.substring(0, half)) % 2 != 0 || ones(bits.substring(half)) % 2 != 1) {
            return Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
        }
        long number = Long.parseLong(bits.substring(1, bits.length() - 1), 2);
        String code = String.format(Locale.ROOT, format, number >> CARD_BITS, number & CARD_MASK);
        return Match.frame(frameBytes, new TagValue.TagRead(scheme, code));
    }

    private static long ones(String bits) {
        return bits.chars().filter(bit -> bit == '1').count();
    }

    private static Match<TagValue> checkedKey(int bits, int frameBytes) {
        int low = bits & KEY_MASK;
        return bits >> KEY_BITS == (~low & KEY_MASK)
                ? key(low, frameBytes)
                : Match.rejected(frameBytes, Reason.BAD_CHECKSUM);
    }

    /** 0 to 9 are digits; what A and B stand for is the keypad's affair. */
    private static Match<TagValue> key(int key, int frameBytes) {
        String digit = Integer.toHexString(key).toUpperCase(Locale.ROOT);
        return Match.frame(frameBytes, new TagValue.TagStatus("key " + digit));
    }
}

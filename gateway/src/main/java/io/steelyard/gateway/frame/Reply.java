package io.steelyard.gateway.frame;

import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A good frame in which a device answers, or an adapter echoes a question, and which says nothing of a load or a tag: done,
 * refused, a version, a setting.
 *
 * <p>Each field has the name that the protocol's document gives it, an abbreviation as it stands, in lower case and with
 * hyphens between words. Text is as the device wrote it; other bytes are upper-case hex.
 *
 * @param fields
 *            in the order of the frame; never one named "kind"
 * @param refused
 *            the device did not understand what it was asked, or did not do it
 */
public record Reply(SequencedMap<String, String> fields, boolean refused) {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public Reply {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    /** A reply that is not refused and has no fields yet. */
    public static Reply empty() {
        return new Reply(new LinkedHashMap<>(), false);
    }

    /** This and one more field. */
    public Reply with(String name, String value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(fields);
        more.putLast(name, value);
        return new Reply(more, refused);
    }

    /** This and one more field of a byte, as hex. */
    public Reply with(String name, int value) {
        return with(name, HEX.toHexDigits((byte) value));
    }

    /** This and one more field, the bytes {@code from} to {@code to} (exclusive) as hex. */
    public Reply with(String name, byte[] bytes, int from, int to) {
        return with(name, HEX.formatHex(bytes, from, to));
    }

    /** This as a refusal if {@code refused}. */
    public Reply refusedIf(boolean notDone) {
        return new Reply(fields, notDone);
    }
}

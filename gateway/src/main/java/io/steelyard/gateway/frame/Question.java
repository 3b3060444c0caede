package io.steelyard.gateway.frame;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * What a device is asked to make it speak. Nothing else is ever sent to a device, and only dialects make questions, so
 * nothing here ever changes one: no zero, no tare, no setting.
 */
public final class Question {

    private static final List<String> CONTROLS = List.of("NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS",
            "TAB", "LF", "VT", "FF", "CR", "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN",
            "EM", "SUB", "ESC");

    private final String characters;
    private final boolean binary;

    private Question(String characters, boolean binary) {
        this.characters = characters;
        this.binary = binary;
    }

    /** A command of a text protocol, one character a byte. */
    public static Question text(String command) {
        return new Question(command, false);
    }

    /** A frame of a binary protocol, as hex bytes between spaces. */
    public static Question hex(String frame) {
        return binary(HexFormat.ofDelimiter(" ").parseHex(frame));
    }

    /** A frame of a binary protocol. */
    public static Question binary(byte[] frame) {
        return new Question(Ascii.text(frame, 0, frame.length), true);
    }

    /** The bytes to send. */
    public byte[] bytes() {
        return characters.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As manuals write it: {@code SI CR LF}, {@code BB 00 22 00 00 22 7E}. */
    @Override
    public String toString() {
        if (binary) {
            return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes());
        }
        var words = new StringBuilder();
        characters.chars().mapToObj(Question::word).forEach(words::append);
        return words.toString().replaceAll(" +", " ").strip();
    }

    private static String word(int character) {
        return character < CONTROLS.size() ? " " + CONTROLS.get(character) + " " : Character.toString(character);
    }
}

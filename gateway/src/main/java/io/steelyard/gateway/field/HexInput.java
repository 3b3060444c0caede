package io.steelyard.gateway.field;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * Bytes written as hex digits, two a byte, with white space between bytes: what a technician pastes from a manual or a
 * line monitor. Reads no further ahead than it must, so a live stream shows at once.
 */
final class HexInput extends InputStream {

    private static final int END = -1;
    private static final int HEX_RADIX = 16;

    private final InputStream text;

    // for the life of the stream
    private long offset;
    private @Nullable NotHex found;

    HexInput(InputStream text) {
        this.text = text;
    }

    /** The text is not hex; the message is for a person. */
    static final class NotHex extends IOException {
        private static final long serialVersionUID = 1L;

        NotHex(String message) {
            super(message);
        }
    }

    @Override
    public int read() throws IOException {
        int character = next();
        while (character == ' ' || character == '\t' || character == '\r' || character == '\n') {
            character = next();
        }
        if (character == END) {
            return END;
        }
        int high = digit(character);
        return high * HEX_RADIX + digit(next());
    }

    /** The bytes before a character that is not hex are handed over first; the next call then fails. */
    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        int read = 0;
        while (read < count && (read == 0 || text.available() > 0)) {
            int value = readUnlessFailed(read == 0);
            if (value == END) {
                break;
            }
            bytes[from + read++] = (byte) value;
        }
        return read == 0 && count > 0 ? END : read;
    }

    private int readUnlessFailed(boolean first) throws IOException {
        if (found != null) {
            throw found;
        }
        try {
            return read();
        } catch (NotHex notHex) {
            found = notHex;
            if (first) {
                throw notHex;
            }
            return END;
        }
    }

    private int next() throws IOException {
        int character = text.read();
        offset++;
        return character;
    }

    private int digit(int character) throws NotHex {
        int value = character == END ? END : Character.digit(character, HEX_RADIX);
        if (value < 0 || character > '\u007f') {
            throw new NotHex("offset " + (offset - 1) + " of the input is " + shown(character)
                    + ", where --hex needs a hex digit.");
        }
        return value;
    }

    private static String shown(int character) {
        if (character == END) {
            return "its end, half way through a byte";
        }
        return character > ' ' && character < '\u007f'
                ? "'" + (char) character + "'"
                : "the byte 0x%02X".formatted(character);
    }
}

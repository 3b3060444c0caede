package io.steelyard.gateway.field;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What passed on one device's line, as text that a person reads, edits and sends by mail. A technician's recording and the
 * samples of every dialect have this form, so that one can become the other. {@link io.steelyard.gateway.link.TranscriptLine}
 * writes it.
 *
 * <pre>
 * # comment                    from a number sign to the end of the line, anywhere
 * @0.104211 &lt; 02 2B 30 30     bytes from the device, so many seconds after the beginning; times never fall
 * @0.104900 &gt; 53 49 0D 0A     bytes to the device
 * &lt; 32 31 42 03               without a time: right after what is before it
 * =&gt; {"kind":"reading",…}     what {@code decode} prints for the bytes from the device since the last of these
 * </pre>
 */
final class Transcript {

    private static final int MICROS_DIGITS = 6;

    private Transcript() {}

    /** One line that says something. */
    sealed interface Entry {

        /** Bytes from the device. */
        record Heard(long atMicros, byte[] bytes) implements Entry {}

        /** Bytes to the device. */
        record Sent(long atMicros, byte[] bytes) implements Entry {}

        /** One line that decoding must print. */
        record Expected(String json) implements Entry {}
    }

    /** A line is no transcript's; the message is for a person and names it. */
    static final class Faulty extends IOException {
        private static final long serialVersionUID = 1L;

        Faulty(int line, String fault) {
            super("line " + line + " of the transcript " + fault + ".");
        }
    }

    /** Reads a transcript line by line, no further ahead than it must. */
    static final class Lines {

        /** A read of 4096 bytes, the longest that is ever recorded, takes a fifth of this. */
        static final int LINE_CHARACTERS_MAX = 65_536;

        private static final int END = -1;
        private static final Pattern BYTES = Pattern.compile("(?:@(\\S+)\\s+)?([<>])(.*)");
        private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1," + MICROS_DIGITS + "})?");
        private static final Pattern HEX_BYTES = Pattern.compile("(\\s*[0-9A-Fa-f]{2})+\\s*");
        private static final Pattern EXPECTED = Pattern.compile("=>\\s*(\\{.*})");
        private static final Pattern BLANKS = Pattern.compile("\\s+");

        private final Reader text;

        // for the life of the text
        private int line;
        private long atMicros;

        Lines(Reader text) {
            this.text = text;
        }

        /** The next line that says something; null at the end. */
        @Nullable
        Entry next() throws IOException {
            for (String written = readLine(); written != null; written = readLine()) {
                int comment = written.indexOf('#');
                String content = (comment < 0 ? written : written.substring(0, comment)).strip();
                if (!content.isEmpty()) {
                    return entry(content);
                }
            }
            return null;
        }

        private @Nullable String readLine() throws IOException {
            StringBuilder written = new StringBuilder();
            line++;
            int character = text.read();
            boolean some = character != END;
            while (character != END && character != '\n') {
                if (written.length() == LINE_CHARACTERS_MAX) {
                    throw new Faulty(line, "is longer than " + LINE_CHARACTERS_MAX + " characters");
                }
                written.append((char) character);
                character = text.read();
            }
            return some ? written.toString() : null;
        }

        private Entry entry(String content) throws Faulty {
            Matcher expected = EXPECTED.matcher(content);
            if (expected.matches()) {
                return new Entry.Expected(expected.group(1));
            }
            Matcher bytes = BYTES.matcher(content);
            if (!bytes.matches()) {
                throw new Faulty(line, "is neither \"@seconds < bytes in hex\" nor \"@seconds > bytes in hex\" nor"
                        + " \"=> {…}\" nor a comment");
            }
            atMicros = bytes.group(1) == null ? atMicros : micros(bytes.group(1));
            byte[] passed = hex(bytes.group(3));
            return bytes.group(2).equals("<") ? new Entry.Heard(atMicros, passed) : new Entry.Sent(atMicros, passed);
        }

        private long micros(String seconds) throws Faulty {
            if (!SECONDS.matcher(seconds).matches()) {
                throw new Faulty(line, "says @" + seconds + ", where seconds with up to six decimals belong");
            }
            long micros = new BigDecimal(seconds).movePointRight(MICROS_DIGITS).longValueExact();
            if (micros < atMicros) {
                throw new Faulty(line, "says @" + seconds + ", a time before that of a line above it");
            }
            return micros;
        }

        private byte[] hex(String text) throws Faulty {
            if (!HEX_BYTES.matcher(text).matches()) {
                throw new Faulty(line, "has \"" + text.strip() + "\", where bytes belong, two hex digits each");
            }
            return HexFormat.of().parseHex(BLANKS.matcher(text).replaceAll(""));
        }
    }
}

package io.steelyard.gateway.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The decoder with toy grammars, in which a frame is as short as the point to be made. */
final class DecoderTest {

    /** {@code <dc>}: a digit and the same digit again as its check. */
    private static final class Pair implements Grammar<Character> {
        @Override
        public int frameBytesMax() {
            return 4;
        }

        @Override
        public Match<Character> match(byte[] bytes, int from, int to, boolean ended) {
            if (bytes[from] != '<') {
                return Match.noise();
            }
            if (to - from < frameBytesMax()) {
                return Match.more();
            }
            if (bytes[from + 3] != '>') {
                return Match.rejected(frameBytesMax(), Reason.BAD_LENGTH);
            }
            return bytes[from + 1] == bytes[from + 2]
                    ? Match.frame(frameBytesMax(), (char) bytes[from + 1])
                    : Match.rejected(frameBytesMax(), Reason.BAD_CHECKSUM);
        }
    }

    /** A grammar with a fault: it always wants more than its longest frame. */
    private static final class Greedy implements Grammar<Character> {
        @Override
        public int frameBytesMax() {
            return 3;
        }

        @Override
        public Match<Character> match(byte[] bytes, int from, int to, boolean ended) {
            return Match.more();
        }
    }

    /** A line of digits ended by a point; it has no start mark. */
    private static final class Line implements Grammar<Integer> {
        @Override
        public int frameBytesMax() {
            return 4;
        }

        @Override
        public Match<Integer> match(byte[] bytes, int from, int to, boolean ended) {
            int at = from;
            while (at < to && Ascii.isDigit(bytes[at])) {
                at++;
            }
            if (at - from >= frameBytesMax()) {
                return Match.rejected(frameBytesMax(), Reason.BAD_LENGTH);
            }
            if (at == to) {
                return Match.more();
            }
            return bytes[at] == '.' && at > from
                    ? Match.frame(at + 1 - from, at - from)
                    : Match.rejected(at + 1 - from, Reason.BAD_FIELD);
        }

        @Override
        public boolean mayBeginAfter(byte garbage) {
            return garbage == '.';
        }
    }

    /** {@code #} and a digit that says how many bytes follow. */
    private static final class Counted implements Grammar<Integer> {
        @Override
        public int frameBytesMax() {
            return 11;
        }

        @Override
        public Match<Integer> match(byte[] bytes, int from, int to, boolean ended) {
            if (bytes[from] != '#') {
                return Match.noise();
            }
            int frameBytes = to - from > 1 ? 2 + bytes[from + 1] - '0' : frameBytesMax();
            return to - from < frameBytes ? Match.more() : Match.frame(frameBytes, frameBytes - 2);
        }
    }

    /** Two digits and nothing else between two silences. */
    private static final class Bare implements Grammar<Integer> {
        @Override
        public int frameBytesMax() {
            return 3;
        }

        @Override
        public Match<Integer> match(byte[] bytes, int from, int to, boolean ended) {
            return to - from > 2 || ended ? Match.noise() : Match.more();
        }

        @Override
        public Match<Integer> matchBurst(byte[] bytes, int from, int to) {
            return to - from == 2 ? Match.frame(2, 2) : match(bytes, from, to, true);
        }
    }

    @Test
    void the_tail_of_a_burst_is_not_the_burst() {
        assertEquals(List.of("2 digits"), read(new Bare(), "12"));
        assertEquals(List.of("3 noise"), read(new Bare(), "312"));
        Decoder<Integer> decoder = new Decoder<>(new Bare());
        assertEquals(List.of(), feed(decoder, "312"));
        assertEquals(List.of("3 noise"), texts(decoder.quiet()));
        assertEquals(List.of(), feed(decoder, "1"));
        assertEquals(List.of(), feed(decoder, "2"));
        assertEquals(List.of("2 digits"), texts(decoder.quiet()));
    }

    @Test
    void contiguous_noise_is_one_run() {
        assertEquals(List.of("3 noise", "<77>", "2 noise"), read(new Pair(), "abc<77>de"));
    }

    @Test
    void a_noise_run_stays_one_run_over_many_feeds() {
        Decoder<Character> decoder = new Decoder<>(new Pair());
        for (int round = 0; round < 5; round++) {
            assertEquals(List.of(), feed(decoder, "ab"));
        }
        assertEquals(List.of("10 noise", "<77>"), feed(decoder, "<77>"));
    }

    @Test
    void a_rejected_frame_is_one_run_of_its_own() {
        assertEquals(List.of("1 noise", "4 bad-checksum", "4 bad-length", "1 noise"),
                read(new Pair(), "a<12><33xb"));
    }

    @Test
    void a_frame_that_begins_inside_a_rejected_extent_ends_the_garbage() {
        assertEquals(List.of("3 bad-length", "<88>"), read(new Pair(), "<1><88>"));
        assertEquals(List.of("1 bad-length", "<88>"), read(new Pair(), "<<88>"));
        // what follows that frame is judged afresh
        assertEquals(List.of("3 bad-length", "<88>", "1 noise"), read(new Pair(), "<1><88>x"));
    }

    @Test
    void a_frame_that_begins_inside_a_half_read_one_is_found_when_the_line_falls_silent() {
        Decoder<Integer> decoder = new Decoder<>(new Counted());
        assertEquals(List.of(), feed(decoder, "#9#1a#2"));
        assertEquals(List.of("2 incomplete", "1 digits", "2 incomplete"), texts(decoder.quiet()));
    }

    @Test
    void silence_starts_afresh() {
        Decoder<Character> decoder = new Decoder<>(new Pair());
        assertEquals(List.of(), feed(decoder, "ab<1"));
        assertEquals(List.of("2 noise", "2 incomplete"), texts(decoder.quiet()));
        assertEquals(List.of(), texts(decoder.quiet()));
        assertEquals(List.of("<22>"), feed(decoder, "<22>"));
    }

    @Test
    void nothing_begins_inside_a_line_without_a_start_mark() {
        assertEquals(List.of("2 bad-field", "3 digits"), read(new Line(), "x.123."));
        assertEquals(List.of("4 bad-field", "1 digits"), read(new Line(), "x12.1."));
        assertEquals(List.of("7 bad-length", "1 digits"), read(new Line(), "123456.1."));
    }

    @Test
    void silence_ends_a_line_that_was_being_skipped() {
        Decoder<Integer> decoder = new Decoder<>(new Line());
        assertEquals(List.of(), feed(decoder, "x12"));
        assertEquals(List.of("3 bad-field"), texts(decoder.quiet()));
        assertEquals(List.of("2 digits"), feed(decoder, "12."));
    }

    @Test
    void an_endless_run_of_garbage_is_reported_in_pieces() {
        String noise = "x".repeat(Decoder.GARBAGE_RUN_BYTES_MAX);
        Decoder<Character> decoder = new Decoder<>(new Pair());
        assertEquals(List.of("4096 noise"), feed(decoder, noise));
        assertEquals(List.of("4096 noise", "<11>"), feed(decoder, noise + "<11>"));
        assertEquals(List.of("4096 bad-field", "5 bad-field"), read(new Line(), noise + "1234."));
    }

    @Test
    void a_grammar_that_never_decides_cannot_fill_the_buffer() {
        assertEquals(List.of("1 bad-length", "1 bad-length", "2 incomplete"), read(new Greedy(), "abcd"));
        String much = "x".repeat(100_000);
        assertEquals(100_000 - 1, read(new Greedy(), much).size());
    }

    @Test
    void a_match_that_would_not_advance_is_our_own_fault() {
        assertThrows(IllegalArgumentException.class, () -> Match.rejected(0, Reason.NOISE));
        assertThrows(IllegalArgumentException.class, () -> Match.frame(0, 'x'));
    }

    private static <V> List<String> read(Grammar<V> grammar, String stream) {
        Decoder<V> decoder = new Decoder<>(grammar);
        List<String> texts = new ArrayList<>(feed(decoder, stream));
        texts.addAll(texts(decoder.quiet()));
        return texts;
    }

    private static <V> List<String> feed(Decoder<V> decoder, String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.US_ASCII);
        return texts(decoder.feed(bytes, bytes.length));
    }

    private static <V> List<String> texts(List<Decoded<V>> found) {
        return found.stream().map(decoded -> switch (decoded) {
            case Decoded.Garbage<V>(int bytes, Reason reason) -> bytes + " " + reason.text();
            case Decoded.Value<V>(Integer digits, byte[] _) -> digits + " digits";
            case Decoded.Value<V>(V _, byte[] frame) -> new String(frame, StandardCharsets.US_ASCII);
        }).toList();
    }
}

package io.steelyard.gateway.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.steelyard.gateway.link.TranscriptLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.jspecify.annotations.Nullable;

import io.steelyard.gateway.frame.Sample;
import picocli.CommandLine;

/** The form of a transcript, and that every dialect has one. */
final class TranscriptTest {

    static List<String> dialects() {
        return DecodeCommand.DialectNames.all();
    }

    @Test
    void every_dialect_has_a_transcript_and_every_transcript_a_dialect() {
        assertEquals(Set.copyOf(dialects()), Transcripts.names());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void every_transcript_shows_a_good_frame(String dialect) {
        assertTrue(Transcripts.samples(dialect).stream().anyMatch(Sample::good));
    }

    /** As one line of one device, one frame right behind the other: what {@code decode} is given on the command line. */
    @ParameterizedTest
    @MethodSource("dialects")
    void a_transcript_decoded_whole_gives_all_its_lines(String dialect) throws IOException {
        List<String> lines = Transcripts.samples(dialect).stream().map(Sample::lines).flatMap(List::stream).toList();
        var out = new StringWriter();
        try (var text = Files.newInputStream(Transcripts.file(dialect))) {
            int exitCode = new CommandLine(new DecodeCommand(text)).setOut(new PrintWriter(out))
                    .execute("--dialect", dialect, "--transcript");
            assertEquals(0, exitCode);
        }
        assertEquals(lines, out.toString().lines().toList());
    }

    @Test
    void every_form_of_a_line_is_read() throws IOException {
        var lines = lines("""
                # a comment

                @0.104211 < 02 2B 30    # and another
                   @0.2 >5349 0d0A
                < 31
                => {"kind":"garbage"}   # why
                @12 < FF
                """);
        assertHeard(104_211, new byte[]{2, 0x2B, 0x30}, lines.next());
        var sent = assertInstanceOf(Transcript.Entry.Sent.class, lines.next());
        assertEquals(200_000, sent.atMicros());
        assertArrayEquals(new byte[]{'S', 'I', '\r', '\n'}, sent.bytes());
        assertHeard(200_000, new byte[]{'1'}, lines.next());
        assertEquals(new Transcript.Entry.Expected("{\"kind\":\"garbage\"}"), lines.next());
        assertHeard(12_000_000, new byte[]{-1}, lines.next());
        assertNull(lines.next());
        assertNull(lines.next());
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        var lines = lines(
                TranscriptLine.comment("port serial:/dev/ttyUSB0") + TranscriptLine.heard(1, new byte[]{1, -1, 7}, 2)
                        + TranscriptLine.sent(86_400_000_000L, new byte[]{0x53}));
        assertHeard(1, new byte[]{1, -1}, lines.next());
        assertArrayEquals(new byte[]{0x53}, assertInstanceOf(Transcript.Entry.Sent.class, lines.next()).bytes());
        assertNull(lines.next());
        assertEquals("@0.104211 < 02 2B\n", TranscriptLine.heard(104_211, new byte[]{2, 0x2B}, 2));
    }

    @Test
    void a_transcript_may_end_without_a_line_end_and_come_from_windows() throws IOException {
        var lines = lines("< 41\r\n\r\n< 42");
        assertHeard(0, new byte[]{'A'}, lines.next());
        assertHeard(0, new byte[]{'B'}, lines.next());
        assertNull(lines.next());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @0.1 41               | is neither "@seconds < bytes in hex" nor "@seconds > bytes in hex" nor "=> {…}" nor a comment
            => overload           | is neither "@seconds < bytes in hex" nor "@seconds > bytes in hex" nor "=> {…}" nor a comment
            @-1 < 41              | says @-1, where seconds with up to six decimals belong
            @0.1234567 < 41       | says @0.1234567, where seconds with up to six decimals belong
            @0,5 < 41             | says @0,5, where seconds with up to six decimals belong
            @0.4 < 41             | says @0.4, a time before that of a line above it
            < 4                   | has "4", where bytes belong, two hex digits each
            < 4 1                 | has "4 1", where bytes belong, two hex digits each
            > 41 4G               | has "41 4G", where bytes belong, two hex digits each
            <                     | has "", where bytes belong, two hex digits each
            """)
    void a_faulty_line_is_named_with_its_number(String line, String fault) throws IOException {
        var lines = lines("# one\n@0.5 < 41\n\n" + line + "\n");
        assertHeard(500_000, new byte[]{'A'}, lines.next());
        var said = assertThrows(Transcript.Faulty.class, lines::next);
        assertEquals("line 4 of the transcript " + fault + ".", said.getMessage());
    }

    @Test
    void an_endless_line_is_a_fault_and_not_kept() {
        int max = Transcript.Lines.LINE_CHARACTERS_MAX;
        assertThrows(Transcript.Faulty.class, lines("#".repeat(max + 1))::next);
        assertEquals(List.of(), read("#".repeat(max)));
    }

    @Test
    void a_pause_of_more_than_half_a_second_is_silence_and_no_shorter_one() {
        String whole = "{\"kind\":\"tag\",\"scheme\":\"em4100\",\"code\":\"0100A1B2C3\"}\n";
        String halves = "{\"kind\":\"garbage\",\"bytes\":4,\"reason\":\"incomplete\"}\n"
                + "{\"kind\":\"garbage\",\"bytes\":8,\"reason\":\"incomplete\"}\n";
        assertEquals(whole, decoded("@1.0 < 30 31 30 30\n@1.5 < 41 31 42 32 43 33 44 31\n"));
        assertEquals(halves, decoded("@1.0 < 30 31 30 30\n@1.500001 < 41 31 42 32 43 33 44 31\n"));
        // what the host says meanwhile is no break of the device's silence
        assertEquals(halves, decoded("@1.0 < 30 31 30 30\n@1.3 > 55\n@1.6 < 41 31 42 32 43 33 44 31\n"));
    }

    @Test
    void a_faulty_transcript_is_one_sentence_and_what_came_before_is_still_shown() {
        var out = new StringWriter();
        var err = new StringWriter();
        assertEquals(2, decode("< 30 31 30 30 41 31 42 32 43 33 44 31\n@9 < 41\n@10 ! 41\n", out, err, "--transcript"));
        assertEquals("{\"kind\":\"tag\",\"scheme\":\"em4100\",\"code\":\"0100A1B2C3\"}\n", out.toString());
        assertEquals("decode: line 3 of the transcript is neither \"@seconds < bytes in hex\" nor"
                + " \"@seconds > bytes in hex\" nor \"=> {…}\" nor a comment.\n", err.toString());
    }

    @Test
    void the_input_is_not_hex_and_a_transcript_at_once() {
        var err = new StringWriter();
        assertEquals(2, decode("", new StringWriter(), err, "--transcript", "--hex"));
        assertEquals("decode: the input is either --hex or a --transcript, whose bytes are in hex anyway.\n",
                err.toString());
    }

    private static String decoded(String text) {
        var out = new StringWriter();
        assertEquals(0, decode(text, out, new StringWriter(), "--transcript"));
        return out.toString();
    }

    private static int decode(String text, StringWriter out, StringWriter err, String... more) {
        List<String> words = new ArrayList<>(List.of("--dialect", "em-18"));
        words.addAll(List.of(more));
        return new CommandLine(
                new DecodeCommand(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words.toArray(String[]::new));
    }

    private static Transcript.Lines lines(String text) {
        return new Transcript.Lines(new StringReader(text));
    }

    private static List<Transcript.Entry> read(String text) {
        List<Transcript.Entry> entries = new ArrayList<>();
        try {
            var lines = lines(text);
            for (var entry = lines.next(); entry != null; entry = lines.next()) {
                entries.add(entry);
            }
        } catch (IOException faulty) {
            throw new AssertionError(faulty);
        }
        return entries;
    }

    private static void assertHeard(long atMicros, byte[] bytes, Transcript.@Nullable Entry entry) {
        var heard = assertInstanceOf(Transcript.Entry.Heard.class, entry);
        assertEquals(atMicros, heard.atMicros());
        assertArrayEquals(bytes, heard.bytes());
    }
}

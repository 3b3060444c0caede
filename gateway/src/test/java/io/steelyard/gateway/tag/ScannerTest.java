package io.steelyard.gateway.tag;

import static io.steelyard.gateway.tag.TagValues.refusal;
import static io.steelyard.gateway.tag.TagValues.reply;
import static io.steelyard.gateway.tag.TagValues.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.steelyard.gateway.field.Transcripts;
import io.steelyard.gateway.frame.DialectLaws;
import io.steelyard.gateway.frame.Sample;
import io.steelyard.gateway.tag.ScannerSettings.Encoding;
import io.steelyard.gateway.tag.ScannerSettings.Terminator;

/** A scanner in every setting, and its answers to commands. */
final class ScannerTest {

    private static final Charset GBK = Charset.forName("GBK");

    static Stream<DialectLaws<TagValue>> settings() {
        return Stream.concat(Stream.of(packets()), Stream.of(Terminator.values()).map(ScannerTest::laws));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void the_laws_of_every_dialect_hold_in_every_setting(DialectLaws<TagValue> laws) {
        laws.everySampleIsWhatItsTranscriptSays();
        laws.everySplitOfASampleIsTheSame();
        laws.noiseBetweenSamplesLosesNone();
        laws.anySplittingOfANoisyStreamIsTheSameList();
        laws.aChangedByteIsNeverAnotherValue();
        laws.aFlippedBitIsNeverAnotherValue();
        laws.theFrameAfterADamagedOneIsRead();
        laws.noiseNeverThrows();
    }

    private static DialectLaws<TagValue> laws(Terminator terminator) {
        String end = end(terminator);
        byte[] endBytes = end.getBytes(StandardCharsets.US_ASCII);
        boolean silent = terminator == Terminator.NONE;
        List<byte[]> noises = List.of(new byte[0], endBytes, bytes("\u0002a" + end), bytes("\u001B" + end + end),
                bytes("\u00C3" + end));
        return new DialectLaws<>(() -> TagDialect.SCANNER.newDecoder(ended(terminator)), Transcripts::tagLine,
                List.of(Sample.text("BAG-000017" + end,
                        "{\"kind\":\"tag\",\"scheme\":\"text\",\"code\":\"BAG-000017\"}"),
                        Sample.text("袋子 17" + end,
                                "{\"kind\":\"tag\",\"scheme\":\"text\",\"code\":\"\\u888B\\u5B50 17\"}")),
                noises, false, silent, silent);
    }

    /** Answers come when asked, so a silence lies between them. */
    private static DialectLaws<TagValue> packets() {
        return new DialectLaws<>(TagDialect.SCANNER::newDecoder, Transcripts::tagLine,
                TagDialectTest.samples(TagDialect.SCANNER).stream().filter(Sample::afterSilence).toList(),
                List.of(new byte[0], new byte[]{0}, new byte[]{4, (byte) 0xD0}, bytes("B\u001BG\r")), true, true, true);
    }

    private static String end(Terminator terminator) {
        return switch (terminator) {
            case ANY, CR_LF -> "\r\n";
            case CR -> "\r";
            case LF -> "\n";
            case TAB -> "\t";
            case NONE -> "";
        };
    }

    private static ScannerSettings ended(Terminator terminator) {
        return new ScannerSettings(terminator, Encoding.UTF_8, "", false);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void a_setting_is_found_by_its_word_only(Terminator terminator) {
        assertEquals(terminator, Terminator.named(terminator.word()).orElseThrow());
        assertEquals(Optional.empty(), Terminator.named(terminator.name()));
    }

    @Test
    void another_terminator_than_the_one_set_is_a_bad_field() {
        assertEquals(List.of("4 bad-field", text("b")), shown(ended(Terminator.CR), "a\nb\rb\r"));
        assertEquals(List.of("4 bad-field", text("b")), shown(ended(Terminator.LF), "a\rb\nb\n"));
        assertEquals(List.of("5 bad-field", text("b")), shown(ended(Terminator.CR_LF), "a\rb\r\nb\r\n"));
        assertEquals(List.of("4 bad-field", text("b")), shown(ended(Terminator.TAB), "a\rb\tb\t"));
        assertEquals(List.of("2 bad-field"), shown(ended(Terminator.NONE), "a\r"));
    }

    @Test
    void a_cr_without_its_lf_is_incomplete() {
        assertEquals(List.of("2 incomplete"), shown(ended(Terminator.CR_LF), "a\r"));
        assertEquals(List.of("2 noise", text("a")), shown(ended(Terminator.CR_LF), "\r\na\r\n"));
    }

    @Test
    void without_a_terminator_a_text_ends_in_silence_and_is_never_cut() {
        assertEquals(List.of(text("x".repeat(256))), shown(ended(Terminator.NONE), "x".repeat(256)));
        assertEquals(List.of("257 bad-length"), shown(ended(Terminator.NONE), "x".repeat(257)));
        assertEquals(List.of("600 bad-length"), shown(ended(Terminator.NONE), "x".repeat(600)));
    }

    @Test
    void gbk_text_is_read_where_it_is_set_and_refused_where_it_is_not() {
        ScannerSettings gbk = new ScannerSettings(Terminator.LF, Encoding.GBK, "", false);
        byte[] bag = "袋子 17\n".getBytes(GBK);
        assertEquals(List.of(text("袋子 17")), TagFieldsTest.shown(TagDialect.SCANNER.newDecoder(gbk), bag));
        assertEquals(List.of("8 bad-field"), TagFieldsTest.shown(TagDialect.SCANNER.newDecoder(), bag));
        // half a character
        assertEquals(List.of("3 bad-field"),
                TagFieldsTest.shown(TagDialect.SCANNER.newDecoder(gbk), HexFormat.of().parseHex("61B40A")));
    }

    @Test
    void a_prefix_is_taken_off_and_a_text_without_it_lost_its_beginning() {
        ScannerSettings qr = new ScannerSettings(Terminator.ANY, Encoding.UTF_8, "]Q1", false);
        assertEquals(List.of(text("BAG-000017")), shown(qr, "]Q1BAG-000017\r\n"));
        assertEquals(List.of("12 bad-field"), shown(qr, "BAG-000017\r\n"));
        assertEquals(List.of("14 bad-field"), shown(qr, "Q1BAG-000017\r\n"));
        // nothing behind it, or only blanks
        assertEquals(List.of("5 bad-field", "6 bad-field"), shown(qr, "]Q1\r\n]Q1 \r\n"));
    }

    @Test
    void an_answer_to_a_command_is_a_reply_and_the_text_behind_it_is_read() {
        assertEquals(List.of(reply("opcode", "D0", "message-source", "00", "status", "00"), text("BAG-000017")),
                shown(ScannerSettings.USUAL, "\u0004\u00D0\0\0\u00FF\u002CBAG-000017\r\n"));
        // a wrong check: then it is a line like any other, and not printable
        assertEquals(List.of("18 bad-field"),
                shown(ScannerSettings.USUAL, "\u0004\u00D0\0\0\u00FF\u002DBAG-000017\r\n"));
        assertEquals(List.of("18 bad-field"),
                shown(ScannerSettings.USUAL, "\u0004\u00D0\0\0\u00FE\u002CBAG-000017\r\n"));
        assertEquals(List.of("2 bad-field"), shown(ScannerSettings.USUAL, "\u0004\n"));
        assertEquals(List.of("5 incomplete"), shown(ScannerSettings.USUAL, "\u0004\u00D0\0\0\u00FF"));
    }

    @Test
    void a_command_that_the_scanner_refuses_is_a_refusal() {
        assertEquals(List.of(refusal("opcode", "D1", "message-source", "00", "status", "00", "cause", "06")),
                shown(ScannerSettings.USUAL, "\u0005\u00D1\0\0\u0006\u00FF\u0024"));
    }

    @Test
    void a_setting_of_a_scanner_means_nothing_to_another_dialect() {
        ScannerSettings odd = new ScannerSettings(Terminator.NONE, Encoding.GBK, "]Q1", true);
        assertEquals(List.of(TagValues.em4100("0100A1B2C3")), TagFieldsTest.shown(TagDialect.RDM6300.newDecoder(odd),
                bytes("\u00020100A1B2C3D1\u0003")));
    }

    private static List<Object> shown(ScannerSettings settings, String stream) {
        return TagFieldsTest.shown(TagDialect.SCANNER.newDecoder(settings), bytes(stream));
    }
}

package io.steelyard.gateway.tag;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steelyard.gateway.field.Transcripts;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.Decoder;
import io.steelyard.gateway.frame.DialectLaws;
import io.steelyard.gateway.frame.Reply;
import io.steelyard.gateway.frame.Sample;

final class TagDialectTest {

    /** Between frames: nothing, one byte, many, and frame beginnings that lead nowhere. */
    private static final List<byte[]> NOISES = List.of(new byte[0], new byte[]{0}, new byte[]{-1, -1, -1, -1, -1},
            new byte[]{2}, new byte[]{2, '0', '1'}, new byte[]{(byte) 0xBB}, new byte[]{(byte) 0xBB, 2, 0x22, 0, 0x11},
            new byte[]{9, 0, 1}, new byte[]{(byte) 0xFF, 3}, new byte[]{3, 3}, new byte[]{0x7E},
            new byte[]{0x55, 0x55, 0, 0, 0}, new byte[]{0, 0, -1});

    /** A line has no start mark, so noise before one is part of it unless the noise ends as a line does. */
    static final List<byte[]> NOISY_LINES = List.of(new byte[0], new byte[]{'\n'}, new byte[]{-1, '\r', '\n'},
            new byte[]{2, '0', '\n'}, new byte[]{'a', 0x1B, 'b', '\t', '\n'},
            new byte[]{(byte) 0xC3, '\r', '\n', '\n'});

    @ParameterizedTest
    @EnumSource
    void every_published_frame_is_what_its_transcript_says(TagDialect dialect) {
        laws(dialect).forEach(DialectLaws::everySampleIsWhatItsTranscriptSays);
    }

    @ParameterizedTest
    @EnumSource
    void a_split_frame_is_the_same_code(TagDialect dialect) {
        laws(dialect).forEach(DialectLaws::everySplitOfASampleIsTheSame);
        laws(dialect).forEach(DialectLaws::anySplittingOfANoisyStreamIsTheSameList);
    }

    @ParameterizedTest
    @EnumSource
    void a_dialect_reads_the_schemes_that_it_says(TagDialect dialect) {
        var read = Transcripts.samples(dialect.wireName()).stream().map(Sample::bytes)
                .flatMap(bytes -> decoded(dialect, bytes).stream()).<String>mapMulti((decoded, found) -> {
                    if (decoded instanceof Decoded.Value<TagValue>(TagValue.TagRead tag, byte[] _)) {
                        found.accept(tag.scheme());
                    }
                }).collect(Collectors.toSet());
        read.addAll(dialect == TagDialect.SCANNER ? Set.of(TagValue.GS1) : Set.of()); // once its settings say so
        assertEquals(Set.copyOf(dialect.tells()), read);
    }

    private static List<Decoded<TagValue>> decoded(TagDialect dialect, byte[] bytes) {
        var decoder = dialect.newDecoder();
        var found = decoder.feed(bytes, bytes.length);
        found.addAll(decoder.quiet());
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void noise_between_frames_loses_none(TagDialect dialect) {
        laws(dialect).forEach(DialectLaws::noiseBetweenSamplesLosesNone);
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_byte_is_never_another_code(TagDialect dialect) {
        laws(dialect).forEach(DialectLaws::aChangedByteIsNeverAnotherValue);
    }

    @ParameterizedTest
    @EnumSource
    void a_flipped_bit_is_never_another_code(TagDialect dialect) {
        laws(dialect).forEach(DialectLaws::aFlippedBitIsNeverAnotherValue);
    }

    @ParameterizedTest
    @EnumSource
    void the_frame_after_a_damaged_one_is_read(TagDialect dialect) {
        laws(dialect).forEach(DialectLaws::theFrameAfterADamagedOneIsRead);
    }

    @ParameterizedTest
    @EnumSource
    void noise_never_throws_and_is_all_counted(TagDialect dialect) {
        laws(dialect).forEach(DialectLaws::noiseNeverThrows);
    }

    @ParameterizedTest
    @EnumSource
    void a_dialect_is_found_by_its_name_only(TagDialect dialect) {
        assertEquals(Optional.of(dialect), TagDialect.named(dialect.wireName()));
        assertEquals(Optional.empty(), TagDialect.named(dialect.name()));
        assertFalse(dialect.protocol().documents().isBlank());
    }

    @ParameterizedTest
    @EnumSource(names = {"FDX_B", "PN532", "R200", "RCP", "UHF_READER18", "MERCURY"})
    void a_poll_is_itself_a_good_frame(TagDialect dialect) {
        byte[] poll = question(dialect);
        Decoder<TagValue> decoder = dialect.newDecoder();
        List<Decoded<TagValue>> found = decoder.feed(poll, poll.length);
        found.addAll(decoder.quiet());
        assertTrue(found.getLast() instanceof Decoded.Value<TagValue>(TagValue.TagReply(Reply echo), byte[] _)
                && !echo.refused(), found.toString());
    }

    @Test
    void a_reader_is_asked_with_the_published_questions() {
        assertArrayEquals(HexFormat.of().parseHex("BB00220000227E"), question(TagDialect.R200));
        assertArrayEquals(HexFormat.of().parseHex("040001DB4B"), question(TagDialect.UHF_READER18));
        assertArrayEquals(HexFormat.of().parseHex("FF02210064D685"), question(TagDialect.MERCURY));
        assertArrayEquals(HexFormat.of().parseHex("0201A70102A703"), question(TagDialect.FDX_B));
        //                                         wake-up                          SAM normal           time to do so                    list a card
        assertArrayEquals(
                HexFormat.of().parseHex("55550000000000000000000000000000" + "0000FF03FDD414011700"
                        + "00".repeat(16) + "0000FF04FCD44A0100E100"),
                question(TagDialect.PN532));
        assertArrayEquals(HexFormat.of().parseHex("BB002200007E5473"), question(TagDialect.RCP));
    }

    private static byte[] question(TagDialect dialect) {
        return dialect.protocol().question().orElseThrow().bytes();
    }

    /** And so nothing is ever sent but a question that a transcript shows. */
    @ParameterizedTest
    @EnumSource
    void a_reader_is_asked_as_its_transcript_shows(TagDialect dialect) {
        var shown = Transcripts.questions(dialect.wireName());
        assertEquals(dialect.protocol().question().isPresent(), !shown.isEmpty());
        dialect.protocol().question().ifPresent(asked -> assertTrue(
                shown.stream().anyMatch(question -> Arrays.equals(question, asked.bytes()))));
    }

    static List<Sample> samples(TagDialect dialect) {
        return Transcripts.samples(dialect.wireName());
    }

    /** Of the samples that follow each other on the line, and of those that stand behind a silence in the transcript. */
    private static List<DialectLaws<TagValue>> laws(TagDialect dialect) {
        boolean startMarked = dialect.grammar().mayBeginAfter((byte) 'x');
        // the 00 that ends one PN532 frame may be the 00 that begins the next
        var stream = new DialectLaws<>(dialect::newDecoder, Transcripts::tagLine, samples(dialect, false),
                startMarked ? NOISES : NOISY_LINES, dialect.protocol().checksummed(), false,
                startMarked && dialect != TagDialect.PN532);
        var silent = new DialectLaws<>(dialect::newDecoder, Transcripts::tagLine, samples(dialect, true), NOISES,
                dialect.protocol().checksummed(), true, true);
        return Stream.of(stream, silent).filter(laws -> !laws.samples().isEmpty()).toList();
    }

    private static List<Sample> samples(TagDialect dialect, boolean afterSilence) {
        return samples(dialect).stream().filter(sample -> sample.afterSilence() == afterSilence).toList();
    }
}

package io.steelyard.gateway.scale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steelyard.gateway.field.Transcripts;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.DialectLaws;
import io.steelyard.gateway.frame.Sample;

final class ScaleDialectTest {

    /** Between frames: nothing, one byte, many, line ends, and frame beginnings that lead nowhere. */
    private static final List<byte[]> NOISES = List.of(new byte[0], new byte[]{0}, new byte[]{-1, -1, -1, -1, -1},
            new byte[]{'?', ' ', '\r', '\n'}, new byte[]{2}, new byte[]{2, '+', '0'}, new byte[]{'='},
            new byte[]{'W', 'G'}, new byte[]{'S', ' ', 'S'}, new byte[]{'\n'}, new byte[]{3, 3});

    /** A line has no start mark, so noise before one is part of it unless the noise ends as a line does. */
    private static final List<byte[]> NOISY_LINES = List.of(new byte[0], new byte[]{'\n'}, new byte[]{-1, '\r', '\n'},
            new byte[]{2, '0', '\n'}, new byte[]{'a', 0x1B, 'b', '\n'}, new byte[]{'7', '.', '3', '5', '\r', '\n'});

    private static final List<byte[]> SHORTER_THAN_A_CONVERSION = List.of(new byte[0], new byte[]{0},
            new byte[]{-1, -1});

    @ParameterizedTest
    @EnumSource
    void every_published_frame_is_what_its_transcript_says(ScaleDialect dialect) {
        laws(dialect).forEach(DialectLaws::everySampleIsWhatItsTranscriptSays);
    }

    @ParameterizedTest
    @EnumSource
    void a_split_frame_is_the_same_reading(ScaleDialect dialect) {
        laws(dialect).forEach(DialectLaws::everySplitOfASampleIsTheSame);
        laws(dialect).forEach(DialectLaws::anySplittingOfANoisyStreamIsTheSameList);
    }

    @ParameterizedTest
    @EnumSource
    void noise_between_frames_loses_none(ScaleDialect dialect) {
        laws(dialect).forEach(DialectLaws::noiseBetweenSamplesLosesNone);
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_byte_is_never_another_weight(ScaleDialect dialect) {
        laws(dialect).forEach(DialectLaws::aChangedByteIsNeverAnotherValue);
    }

    @ParameterizedTest
    @EnumSource
    void a_flipped_bit_is_never_another_weight(ScaleDialect dialect) {
        laws(dialect).forEach(DialectLaws::aFlippedBitIsNeverAnotherValue);
    }

    @ParameterizedTest
    @EnumSource
    void the_frame_after_a_damaged_one_is_read(ScaleDialect dialect) {
        laws(dialect).forEach(DialectLaws::theFrameAfterADamagedOneIsRead);
    }

    @ParameterizedTest
    @EnumSource
    void noise_never_throws_and_is_all_counted(ScaleDialect dialect) {
        laws(dialect).forEach(DialectLaws::noiseNeverThrows);
    }

    @ParameterizedTest
    @EnumSource
    void a_dialect_is_found_by_its_name_only(ScaleDialect dialect) {
        assertEquals(Optional.of(dialect), ScaleDialect.named(dialect.wireName()));
        assertEquals(Optional.empty(), ScaleDialect.named(dialect.name()));
        assertTrue(dialect.protocol().documents().contains("p."), dialect.protocol().documents());
    }

    /** What may be captured and does not move always has its unit and its stability, or never. */
    @ParameterizedTest
    @EnumSource
    void what_a_dialect_says_its_frames_tell_is_what_they_tell(ScaleDialect dialect) {
        var readings = values(dialect).<ScaleValue.Reading>mapMulti((value, found) -> {
            if (value instanceof ScaleValue.Reading reading && reading.capturable() && reading.stable() != Truth.NO) {
                found.accept(reading);
            }
        }).toList();
        for (var reading : readings) {
            assertEquals(dialect.tells().contains("unit"), reading.unit() != null, reading.toString());
            assertEquals(dialect.tells().contains("stability"), reading.stable() != Truth.UNKNOWN, reading.toString());
        }
        assertEquals(dialect.tells().contains("gross/net"),
                readings.stream().anyMatch(reading -> reading.mode() != Mode.UNKNOWN));
        assertEquals(dialect.tells().contains("overload"),
                values(dialect).anyMatch(value -> value.flags().stream().anyMatch(Flag::outOfRange)));
    }

    private static Stream<ScaleValue> values(ScaleDialect dialect) {
        return samples(dialect).stream().flatMap(sample -> decoded(dialect, sample.bytes()).stream())
                .mapMulti((decoded, found) -> {
                    if (decoded instanceof Decoded.Value<ScaleValue>(ScaleValue value, byte[] _)) {
                        found.accept(value);
                    }
                });
    }

    /** And so nothing is ever sent but a question that a transcript shows, with the answer that it gets. */
    @ParameterizedTest
    @EnumSource
    void a_dialect_is_asked_as_its_transcript_shows(ScaleDialect dialect) {
        var shown = Transcripts.questions(dialect.wireName());
        assertEquals(dialect.protocol().question().isPresent(), !shown.isEmpty());
        dialect.protocol().question().ifPresent(asked -> assertArrayEquals(shown.getFirst(), asked.bytes()));
    }

    /** A question changes nothing in a device: these were each read in the dialect's document. */
    @Test
    void the_gateway_knows_no_other_questions_than_these() {
        var texts = Set.of("SI\r\n", "Q\r\n", "RW\r\n", "READ\r\n", "\nW\r", "W\r", "W", "\u001bP\r\n", "IP\r\n",
                "\u0002AB03\u0003");
        for (ScaleDialect dialect : ScaleDialect.values()) {
            boolean modbus = dialect == ScaleDialect.MODBUS_RTU; // of which ModbusRtuTest shows that it only reads
            assertTrue(modbus
                    || dialect.protocol().question().map(asked -> new String(asked.bytes(), StandardCharsets.US_ASCII))
                            .filter(poll -> !texts.contains(poll)).isEmpty(),
                    dialect.wireName());
        }
    }

    @Test
    void a_dialect_that_answers_slowly_is_asked_slowly() {
        assertEquals(Duration.ofMillis(100), ScaleDialect.MT_SICS.protocol().askEvery());
        int answerBytes = samples(ScaleDialect.MODBUS_RTU).getFirst().bytes().length;
        int bitsAByte = 10;
        long lineMillis = 1000L * bitsAByte * (answerBytes + 8) / 9600;
        assertTrue(ScaleDialect.MODBUS_RTU.protocol().askEvery().toMillis() > lineMillis,
                "asked while it still answers");
    }

    @Test
    void dialog_06_is_known_and_refused_with_its_reason() {
        assertEquals(Optional.empty(), ScaleDialect.named("dialog-06"));
        String reason = ScaleDialect.refusal("dialog-06").orElseThrow();
        assertTrue(reason.contains("record 11 is a challenge"), reason);
        for (ScaleDialect dialect : ScaleDialect.values()) {
            assertEquals(Optional.empty(), ScaleDialect.refusal(dialect.wireName()));
        }
        assertEquals(Optional.empty(), ScaleDialect.refusal("dialog-07"));
    }

    static List<Decoded<ScaleValue>> decoded(ScaleDialect dialect, byte[] bytes) {
        var decoder = dialect.newDecoder();
        var found = decoder.feed(bytes, bytes.length);
        found.addAll(decoder.quiet());
        return found;
    }

    private static List<Sample> samples(ScaleDialect dialect) {
        return Transcripts.samples(dialect.wireName());
    }

    /** Of the samples that follow each other on the line, and of those that stand behind a silence in the transcript. */
    private static List<DialectLaws<ScaleValue>> laws(ScaleDialect dialect) {
        boolean startMarked = dialect.grammar().mayBeginAfter((byte) 'x');
        var stream = new DialectLaws<>(dialect::newDecoder, Transcripts::scaleLine, samples(dialect, false),
                startMarked ? NOISES : NOISY_LINES, dialect.protocol().checksummed(), false, startMarked);
        var silent = new DialectLaws<>(dialect::newDecoder, Transcripts::scaleLine, samples(dialect, true),
                dialect == ScaleDialect.HX711 ? SHORTER_THAN_A_CONVERSION : NOISES,
                dialect.protocol().checksummed(), true, true);
        return Stream.of(stream, silent).filter(laws -> !laws.samples().isEmpty()).toList();
    }

    private static List<Sample> samples(ScaleDialect dialect, boolean afterSilence) {
        return samples(dialect).stream().filter(sample -> sample.afterSilence() == afterSilence).toList();
    }
}

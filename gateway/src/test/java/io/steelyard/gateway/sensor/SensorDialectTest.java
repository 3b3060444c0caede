package io.steelyard.gateway.sensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.steelyard.gateway.field.Transcripts;
import io.steelyard.gateway.frame.Check;
import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.DialectLaws;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.sensor.SensorValue.Measurement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SensorDialectTest {
    /** Between frames: nothing, one byte, many, and frame beginnings that lead nowhere. */
    private static final List<byte[]> NOISES = List.of(new byte[0], new byte[]{0}, new byte[]{-1, -1, -1, -1, -1},
            new byte[]{1}, new byte[]{1, 4}, new byte[]{1, 3, 2}, new byte[]{1, 4, 0, 1, 0}, new byte[]{-1, 7},
            new byte[]{1, (byte) 0x83}, new byte[]{2, 3, 2, 7, 9, 0, 0});

    /** A low byte of FF looks like the start of a frame with a sum only, so the frame right behind a damaged one may be lost. */
    private static DialectLaws<SensorValue> laws(SensorDialect dialect) {
        return new DialectLaws<>(dialect::newDecoder, Transcripts::sensorLine, Transcripts.samples(dialect.wireName()),
                NOISES, dialect.protocol().checksummed(), false, dialect != SensorDialect.A02YYUW);
    }

    @ParameterizedTest
    @EnumSource
    void every_frame_is_what_its_transcript_says(SensorDialect dialect) {
        laws(dialect).everySampleIsWhatItsTranscriptSays();
    }

    @ParameterizedTest
    @EnumSource
    void a_split_frame_is_the_same_measurement(SensorDialect dialect) {
        laws(dialect).everySplitOfASampleIsTheSame();
        laws(dialect).anySplittingOfANoisyStreamIsTheSameList();
    }

    @ParameterizedTest
    @EnumSource
    void noise_between_frames_loses_none(SensorDialect dialect) {
        laws(dialect).noiseBetweenSamplesLosesNone();
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_byte_is_never_another_measurement(SensorDialect dialect) {
        laws(dialect).aChangedByteIsNeverAnotherValue();
        laws(dialect).aFlippedBitIsNeverAnotherValue();
    }

    @ParameterizedTest
    @EnumSource
    void the_frame_after_a_damaged_one_is_read(SensorDialect dialect) {
        laws(dialect).theFrameAfterADamagedOneIsRead();
    }

    @ParameterizedTest
    @EnumSource
    void noise_never_throws_and_is_all_counted(SensorDialect dialect) {
        laws(dialect).noiseNeverThrows();
    }

    @ParameterizedTest
    @EnumSource
    void a_dialect_is_found_by_its_name_only_and_measures_what_it_says(SensorDialect dialect) {
        assertEquals(Optional.of(dialect), SensorDialect.named(dialect.wireName()));
        assertEquals(Optional.empty(), SensorDialect.named(dialect.name()));
        Transcripts.samples(dialect.wireName()).stream().flatMap(sample -> decoded(dialect, sample.bytes()).stream())
                .forEach(found -> {
                    if (found instanceof Decoded.Value<SensorValue>(Measurement measurement, byte[] _)) {
                        assertEquals(dialect.quantity(), measurement.quantity());
                    }
                });
    }

    /** And so nothing is ever sent but a question that a transcript shows. */
    @ParameterizedTest
    @EnumSource
    void a_sensor_is_asked_as_its_transcript_shows(SensorDialect dialect) {
        var shown = Transcripts.questions(dialect.wireName());
        assertEquals(dialect.protocol().question().isPresent(), !shown.isEmpty());
        dialect.protocol().question().ifPresent(asked -> assertArrayEquals(shown.getFirst(), asked.bytes()));
    }

    @Test
    void whatever_the_address_the_gateway_only_reads_and_hears_only_that_address() {
        for (var dialect : List.of(SensorDialect.SEN0592, SensorDialect.XY_MD02)) {
            for (int address : List.of(1, 2, 247)) {
                byte[] asked = dialect.protocol(new SensorSettings(address)).question().orElseThrow().bytes();
                assertEquals(address, asked[0] & 0xFF);
                assertEquals(dialect == SensorDialect.XY_MD02 ? 4 : 3, asked[1]);
                assertEquals(0, Check.modbus(asked, 0, asked.length));
            }
            var answer = Transcripts.samples(dialect.wireName()).getFirst().bytes();
            var other = dialect.newDecoder(new SensorSettings(2)).feed(answer, answer.length);
            assertEquals(List.of(), other.stream().filter(Decoded.Value.class::isInstance).toList());
        }
    }

    @Test
    void three_marks_before_a_frame_are_no_distance() {
        var laws = laws(SensorDialect.A02YYUW);
        laws.refused("FF FF FF FD", Reason.BAD_FIELD);
        laws.refused("FF 27 11 37", Reason.BAD_FIELD); // 10001 mm
        assertEquals(List.of(new Decoded.Value<SensorValue>(new Measurement(Quantity.DISTANCE, 10_000),
                HexFormat.of().parseHex("FF271036"))),
                decoded(SensorDialect.A02YYUW, HexFormat.of().parseHex("FF271036")));
    }

    private static List<Decoded<SensorValue>> decoded(SensorDialect dialect, byte[] bytes) {
        var decoder = dialect.newDecoder();
        var found = decoder.feed(bytes, bytes.length);
        found.addAll(decoder.quiet());
        return found;
    }
}

package io.steelyard.gateway.scale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steelyard.gateway.frame.Decoded;
import io.steelyard.gateway.frame.DialectLaws;
import io.steelyard.gateway.frame.Reason;

final class ScaleDialectTest {

    /** Between frames: nothing, one byte, many, line ends, and frame beginnings that lead nowhere. */
    private static final List<byte[]> NOISES = List.of(new byte[0], new byte[]{0}, new byte[]{-1, -1, -1, -1, -1},
            new byte[]{'?', ' ', '\r', '\n'}, new byte[]{2}, new byte[]{2, '+', '0'}, new byte[]{'='},
            new byte[]{'W', 'G'}, new byte[]{'S', ' ', 'S'}, new byte[]{'\n'}, new byte[]{3, 3});

    /** A line has no start mark, so noise before one is part of it unless the noise ends as a line does. */
    private static final List<byte[]> NOISY_LINES = List.of(new byte[0], new byte[]{'\n'}, new byte[]{-1, '\r', '\n'},
            new byte[]{2, '0', '\n'}, new byte[]{'a', 0x1B, 'b', '\n'}, new byte[]{'7', '.', '3', '5', '\r', '\n'});

    private static final Set<ScaleDialect> LINES = EnumSet.of(ScaleDialect.AND_INDICATOR, ScaleDialect.CAS_10,
            ScaleDialect.DINI_ARGEO, ScaleDialect.SARTORIUS_SBI,
            ScaleDialect.OHAUS_3000, ScaleDialect.OHAUS_BALANCE);

    @ParameterizedTest
    @EnumSource
    void every_published_frame_is_its_value(ScaleDialect dialect) {
        laws(dialect).everySampleIsItsValue();
    }

    @ParameterizedTest
    @EnumSource
    void a_split_frame_is_the_same_reading(ScaleDialect dialect) {
        laws(dialect).everySplitOfASampleIsTheSameValue();
        laws(dialect).anySplittingOfANoisyStreamIsTheSameList();
    }

    @ParameterizedTest
    @EnumSource
    void noise_between_frames_loses_none(ScaleDialect dialect) {
        laws(dialect).noiseBetweenSamplesLosesNone();
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_byte_is_never_another_weight(ScaleDialect dialect) {
        laws(dialect).aChangedByteIsNeverAnotherValue();
    }

    @ParameterizedTest
    @EnumSource
    void the_frame_after_a_damaged_one_is_read(ScaleDialect dialect) {
        laws(dialect).theFrameAfterADamagedOneIsRead();
    }

    @ParameterizedTest
    @EnumSource
    void noise_never_throws_and_is_all_counted(ScaleDialect dialect) {
        laws(dialect).noiseNeverThrows();
    }

    @ParameterizedTest
    @EnumSource
    void a_dialect_is_found_by_its_name_only(ScaleDialect dialect) {
        assertEquals(Optional.of(dialect), ScaleDialect.named(dialect.wireName()));
        assertEquals(Optional.empty(), ScaleDialect.named(dialect.name()));
        assertTrue(dialect.protocol().documents().contains("p."), dialect.protocol().documents());
    }

    @Test
    void published_requests_with_a_wrong_check_are_refused() {
        laws(ScaleDialect.YAOHUA_COMMAND).refused("02 41 45 30 30 03", Reason.BAD_CHECKSUM);
        laws(ScaleDialect.YAOHUA_COMMAND).refused("02 41 46 30 31 03", Reason.BAD_CHECKSUM);
    }

    @Test
    void what_a_dialect_says_it_carries_is_what_its_frames_carry() {
        for (ScaleDialect dialect : ScaleDialect.values()) {
            for (var sample : ScaleSamples.of(dialect)) {
                if (sample.value() instanceof ScaleValue.Reading reading && mayBeCaptured(reading)) {
                    assertEquals(dialect.tells().contains("unit"), reading.unit() != null, dialect.wireName());
                    assertEquals(dialect.tells().contains("stability"), reading.stable() != Truth.UNKNOWN,
                            dialect.wireName());
                }
            }
        }
    }

    private static boolean mayBeCaptured(ScaleValue.Reading reading) {
        return reading.capturable() && reading.stable() != Truth.NO;
    }

    @Test
    void only_dialects_that_must_be_asked_are_asked_and_only_to_read() {
        var asked = EnumSet.of(ScaleDialect.YAOHUA_COMMAND, ScaleDialect.MT_SICS, ScaleDialect.KERN_KCP,
                ScaleDialect.AND_STANDARD, ScaleDialect.AND_INDICATOR, ScaleDialect.DINI_ARGEO, ScaleDialect.SMA,
                ScaleDialect.NCI_ECR, ScaleDialect.TOLEDO_8217, ScaleDialect.SARTORIUS_SBI, ScaleDialect.OHAUS_3000,
                ScaleDialect.OHAUS_BALANCE, ScaleDialect.RADWAG, ScaleDialect.MODBUS_RTU);
        for (ScaleDialect dialect : ScaleDialect.values()) {
            assertEquals(asked.contains(dialect), dialect.protocol().question().isPresent(), dialect.wireName());
        }
        assertArrayEquals(new byte[]{2, 'A', 'B', '0', '3', 3}, question(ScaleDialect.YAOHUA_COMMAND));
        assertArrayEquals(new byte[]{'S', 'I', '\r', '\n'}, question(ScaleDialect.MT_SICS));
        var questions = Map.of(ScaleDialect.AND_STANDARD, "Q\r\n", ScaleDialect.AND_INDICATOR, "RW\r\n",
                ScaleDialect.DINI_ARGEO, "READ\r\n", ScaleDialect.SMA, "\nW\r", ScaleDialect.NCI_ECR, "W\r",
                ScaleDialect.TOLEDO_8217, "W", ScaleDialect.SARTORIUS_SBI, "\u001bP\r\n", ScaleDialect.OHAUS_3000,
                "IP\r\n", ScaleDialect.OHAUS_BALANCE, "IP\r\n", ScaleDialect.RADWAG, "SI\r\n");
        questions.forEach((dialect, question) -> assertEquals(question,
                new String(question(dialect), StandardCharsets.US_ASCII)));
        //                                           ad 03 first registers CRC
        assertArrayEquals(HexFormat.ofDelimiter(" ").parseHex("01 03 00 08 00 4A 45 FF"),
                question(ScaleDialect.MODBUS_RTU));
    }

    private static byte[] question(ScaleDialect dialect) {
        return dialect.protocol().question().orElseThrow().bytes();
    }

    @Test
    void a_dialect_that_answers_slowly_is_asked_slowly() {
        assertEquals(Duration.ofMillis(100), ScaleDialect.MT_SICS.protocol().askEvery());
        int answerBytes = ScaleSamples.of(ScaleDialect.MODBUS_RTU).getFirst().bytes().length;
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

    private static DialectLaws<ScaleValue> laws(ScaleDialect dialect) {
        boolean lines = LINES.contains(dialect);
        return new DialectLaws<>(dialect::newDecoder, ScaleSamples.of(dialect), lines ? NOISY_LINES : NOISES,
                dialect.protocol().checksummed(), false, !lines);
    }
}

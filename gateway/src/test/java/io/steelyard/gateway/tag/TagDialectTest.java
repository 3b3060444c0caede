package io.steelyard.gateway.tag;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steelyard.gateway.frame.DialectLaws;
import io.steelyard.gateway.frame.Reason;
import io.steelyard.gateway.frame.Sample;

final class TagDialectTest {

    /** Between frames: nothing, one byte, many, and frame beginnings that lead nowhere. */
    private static final List<byte[]> NOISES = List.of(new byte[0], new byte[]{0}, new byte[]{-1, -1, -1, -1, -1},
            new byte[]{2}, new byte[]{2, '0', '1'}, new byte[]{(byte) 0xBB}, new byte[]{(byte) 0xBB, 2, 0x22, 0, 0x11},
            new byte[]{9, 0, 1}, new byte[]{(byte) 0xFF, 3}, new byte[]{3, 3}, new byte[]{0x7E});

    /** A line has no start mark, so noise before one is part of it unless the noise ends as a line does. */
    private static final List<byte[]> NOISY_LINES = List.of(new byte[0], new byte[]{'\n'}, new byte[]{-1, '\r', '\n'},
            new byte[]{2, '0', '\n'}, new byte[]{'a', 0x1B, 'b', '\t'}, new byte[]{(byte) 0xC3, '\r', '\n', '\n'});

    @ParameterizedTest
    @EnumSource
    void every_published_frame_is_its_value(TagDialect dialect) {
        laws(dialect).everySampleIsItsValue();
    }

    @ParameterizedTest
    @EnumSource
    void a_split_frame_is_the_same_code(TagDialect dialect) {
        laws(dialect).everySplitOfASampleIsTheSameValue();
        laws(dialect).anySplittingOfANoisyStreamIsTheSameList();
    }

    @ParameterizedTest
    @EnumSource
    void noise_between_frames_loses_none(TagDialect dialect) {
        laws(dialect).noiseBetweenSamplesLosesNone();
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_byte_is_never_another_code(TagDialect dialect) {
        laws(dialect).aChangedByteIsNeverAnotherValue();
    }

    @ParameterizedTest
    @EnumSource
    void the_frame_after_a_damaged_one_is_read(TagDialect dialect) {
        laws(dialect).theFrameAfterADamagedOneIsRead();
    }

    @ParameterizedTest
    @EnumSource
    void noise_never_throws_and_is_all_counted(TagDialect dialect) {
        laws(dialect).noiseNeverThrows();
    }

    @ParameterizedTest
    @EnumSource
    void a_dialect_is_found_by_its_name_only(TagDialect dialect) {
        assertEquals(Optional.of(dialect), TagDialect.named(dialect.wireName()));
        assertEquals(Optional.empty(), TagDialect.named(dialect.name()));
        assertFalse(dialect.document().isBlank());
    }

    @Test
    void the_misprinted_check_of_the_id_12la_sheet_is_refused() {
        //                            STX 0  C  0  0  0  6  2  1  A  5   6E    CR LF ETX
        laws(TagDialect.ID_12LA).refused("02 30 43 30 30 30 36 32 31 41 35 36 45 0D 0A 03", Reason.BAD_CHECKSUM);
    }

    @Test
    void a_reader_is_asked_with_the_published_questions() {
        assertArrayEquals(HexFormat.of().parseHex("BB00220000227E"), TagDialect.R200.poll().orElseThrow());
        assertArrayEquals(HexFormat.of().parseHex("040001DB4B"), TagDialect.UHF_READER18.poll().orElseThrow());
        assertArrayEquals(HexFormat.of().parseHex("FF00031D0C"), TagDialect.MERCURY.poll().orElseThrow());
        for (TagDialect talks : List.of(TagDialect.RDM6300, TagDialect.ID_12LA, TagDialect.EM_18, TagDialect.SCANNER)) {
            assertEquals(Optional.empty(), talks.poll());
        }
    }

    static List<Sample<TagValue>> samples(TagDialect dialect) {
        return switch (dialect) {
            case RDM6300 -> List.of(
                    //          STX ten characters                XOR   ETX
                    Sample.hex("02 30 31 30 30 41 31 42 32 43 33 44 31 03", em4100("0100A1B2C3")),
                    Sample.text("\u00020063E9AE0024\u0003", em4100("0063E9AE00")));
            case ID_12LA -> List.of(
                    //          STX 0  C  0  0  0  6  2  1  A  5   8E    CR LF ETX
                    Sample.hex("02 30 43 30 30 30 36 32 31 41 35 38 45 0D 0A 03", em4100("0C000621A5")),
                    Sample.text("\u00020100A1B2C3D1\r\n\u0003", em4100("0100A1B2C3")));
            case EM_18 -> List.of( //
                    Sample.text("0100A1B2C3D1", em4100("0100A1B2C3")), //
                    Sample.text("0C000621A58E", em4100("0C000621A5")));
            case R200 -> List.of(
                    //          BB ty cm length parameters         sum 7E
                    Sample.hex("BB 00 22 00 00 22 7E", status("command 22")),
                    Sample.hex("BB 00 27 00 03 22 27 10 83 7E", status("command 27")),
                    Sample.hex("BB 00 28 00 00 28 7E", status("command 28")),
                    Sample.hex("BB 00 B7 00 00 B7 7E", status("command B7")),
                    Sample.hex("BB 01 FF 00 01 15 16 7E", status("no-tag")),
                    //          BB ty cm length st PC    EPC                                 CRC   sum 7E
                    Sample.hex("BB 02 22 00 11 C8 34 00 E2 80 11 70 00 00 02 0A BC DE 12 34 28 5F 87 7E",
                            epc("E28011700000020ABCDE1234")));
            case UHF_READER18 -> List.of(
                    //          L  ad cm st CRC
                    Sample.hex("04 00 01 DB 4B", status("command 01")),
                    Sample.hex("05 00 01 FB F2 3D", status("no-tag")),
                    //          L  ad cm st n  EPC                                    CRC
                    Sample.hex("13 00 01 01 01 0C E2 80 68 94 00 00 40 0A 9D 22 A9 EB 68 CF",
                            epc("E28068940000400A9D22A9EB")),
                    //          L  ad cm st an n  EPC                                    st CRC     (a public capture)
                    Sample.hex("15 00 01 03 01 01 0C E2 80 68 94 00 00 40 0A 9D 22 A9 EB 5D F9 C3",
                            epc("E28068940000400A9D22A9EB")));
            case MERCURY -> List.of(
                    //          FF n  op CRC
                    Sample.hex("FF 00 03 1D 0C", status("command 03")),
                    Sample.hex("FF 00 04 1D 0B", status("command 04")),
                    //          FF n  op status data        CRC
                    Sample.hex("FF 04 03 00 00 DE AD BE EF 35 CD", status("answer 03")));
            case SCANNER -> List.of( //
                    Sample.text("HZ-YH-0042-000017\r\n", text("HZ-YH-0042-000017")),
                    Sample.text("https://example.org/b?id=17\n", text("https://example.org/b?id=17")),
                    Sample.text("袋子 17\t", text("袋子 17")),
                    Sample.text("]Q1BAG17\r\n", text("]Q1BAG17")));
        };
    }

    static TagValue em4100(String code) {
        return new TagValue.TagRead("em4100", code);
    }

    static TagValue epc(String code) {
        return new TagValue.TagRead("epc", code);
    }

    static TagValue text(String text) {
        return new TagValue.TagRead("text", text);
    }

    static TagValue status(String status) {
        return new TagValue.TagStatus(status);
    }

    static DialectLaws<TagValue> laws(TagDialect dialect) {
        boolean lines = dialect == TagDialect.SCANNER;
        return new DialectLaws<>(dialect::newDecoder, samples(dialect), lines ? NOISY_LINES : NOISES,
                dialect.checksummed(), dialect == TagDialect.EM_18, !lines);
    }
}
